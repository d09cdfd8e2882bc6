import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { PortalRole } from '../../contract/permissions.ts';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { ListedStatus, UserSort, UserStatus } from '../../contract/users.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { prepareByShape } from '../db/prepare.ts';
import type { Tables } from '../db/tables.ts';
import { twoFactorOf } from '../second-factors/queries.ts';
import type { Actor } from '../sessions/actor.ts';
import { dialerProfileOf } from '../sessions/held-by.ts';
import { newEmailOf, portalRolesOf } from '../sessions/queries.ts';
import { lockAllForRule } from './lock-for-rule.ts';
import { narrowByTwoFactor } from './narrow-by-two-factor.ts';
import { seesUsers, type UserFacts } from './policy.ts';
import { type SearchHits, searchUsers } from './search-users.ts';

export interface UserFilters {
  readonly q?: string | undefined;
  readonly status?: readonly ListedStatus[] | undefined;
  readonly role?: readonly PortalRole[] | undefined;
  readonly department?: readonly string[] | undefined;
  readonly twoFactor?: readonly TwoFactorType[] | undefined;
}

export interface ActivationMailRow {
  readonly status: 'queued' | 'sent' | 'failed' | 'voided';
  readonly to_address: string;
  readonly changed_at: string;
  readonly attempts: number;
  readonly next_attempt_at: string | null;
  readonly reason: string | null;
}

/** The column of each sort key. All are not null, and each has an index that ends with the id. */
const SORT_COLUMNS = {
  name: 'u.name_key',
  email: 'u.email_key',
  username: 'u.username_sort',
  status: 'u.status',
  createdAt: 'u.created_at',
  lastSignInAt: 'l.at',
} as const satisfies Record<UserSort, string>;

/** RFC 3339 to the millisecond, which is what the columns hold. */
const ISO_TIME = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

type Users = Tables & { u: Tables['users'] };

/** What decides which SQL is asked. Queries are built once for each, since building takes as long as reading a page. */
interface Shape {
  readonly sees: boolean;
  readonly statuses: readonly ListedStatus[];
  readonly roles: readonly PortalRole[];
  readonly twoFactor: readonly TwoFactorType[];
  readonly inDepartments: boolean;
  readonly search: 'ids' | 'pattern' | null;
  /** Whether only some can have the second factor that is looked for. */
  readonly isNarrowed: boolean;
}

/** What it is asked with. */
interface Values {
  readonly accountId: string;
  readonly departments: readonly string[];
  readonly ids: readonly string[];
  readonly pattern: string;
  readonly narrowed: readonly string[];
}

/** What was looked up before. */
interface LookedUp {
  readonly hits: SearchHits | null;
  readonly narrowed: readonly string[] | null;
}

async function lookUp(db: Reader, { q, twoFactor }: UserFilters): Promise<LookedUp> {
  const [hits, narrowed] = await Promise.all([searchUsers(db, q), narrowByTwoFactor(db, twoFactor)]);
  return { hits, narrowed };
}

const NOTHING: LookedUp = { hits: null, narrowed: null };

function shapeOf(actor: Actor, filters: UserFilters, { hits, narrowed }: LookedUp): Shape {
  const chosen = <T extends string>(values: readonly T[] = []) => [...new Set(values)].sort();
  return {
    sees: seesUsers(actor),
    statuses: chosen(filters.status),
    roles: chosen(filters.role),
    twoFactor: chosen(filters.twoFactor),
    inDepartments: Boolean(filters.department?.length),
    search: hits && ('ids' in hits ? 'ids' : 'pattern'),
    isNarrowed: narrowed !== null,
  };
}

function valuesOf(actor: Actor, filters: UserFilters, { hits, narrowed }: LookedUp): Values {
  return {
    accountId: actor.accountId,
    departments: filters.department ?? [],
    ids: hits && 'ids' in hits ? hits.ids : [],
    pattern: hits && 'pattern' in hits ? hits.pattern : '',
    narrowed: narrowed ?? [],
  };
}

interface PageOrder {
  readonly by: UserSort;
  readonly descending: boolean;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** One page of users in a strict order (sort key, then id), from behind `after`. */
export async function usersPage(db: Reader, actor: Actor, filters: UserFilters, order: PageOrder) {
  const { after, ...ordered } = order;
  const found = await lookUp(db, filters);
  const shape = { ...shapeOf(actor, filters, found), ...ordered, isLater: after !== null };
  const [key, id] = after ?? ['', ''];
  return readPage(db, shape, { ...valuesOf(actor, filters, found), key, id });
}

type PageShape = Shape & Omit<PageOrder, 'after'> & { readonly isLater: boolean };

const readPage = prepareByShape((shape: PageShape, values: Values & { readonly key: string; readonly id: string }, db) => {
  const column = SORT_COLUMNS[shape.by];
  const isTime = column === 'u.created_at' || column === 'l.at';
  // Of the same table, so that its index is walked.
  const id = column === 'l.at' ? 'l.user_id' : 'u.id';
  const ref = sql<string>`${sql.ref(column)}`;
  const sortKey = isTime ? sql<string>`to_char(${ref} at time zone 'UTC', ${ISO_TIME})` : ref;
  const direction = shape.descending ? 'desc' : 'asc';
  let query = selectUsers(db, shape, values)
    .select(sortKey.as('sort_key'))
    .orderBy(column, direction)
    .orderBy(sql.ref(id), direction)
    .limit(sql.lit(shape.limit));
  if (shape.isLater) {
    const type = sql.raw(isTime ? 'timestamptz' : 'text collate "C"');
    const operator = sql.raw(shape.descending ? '<' : '>');
    query = query.where(sql<boolean>`(${ref}, ${sql.ref(id)}) ${operator} (${values.key}::${type}, ${values.id}::uuid)`);
  }
  return query;
});

/** How many users match, exactly. */
export async function countUsers(db: Reader, actor: Actor, filters: UserFilters): Promise<number> {
  const found = await lookUp(db, filters);
  const [row] = await count(db, shapeOf(actor, filters, found), valuesOf(actor, filters, found));
  return Number(row?.count);
}

const count = prepareByShape((shape: Shape, values: Values, db) =>
  matching(db, shape, values).select(({ fn }) => fn.countAll<string>().as('count')),
);

/** One user as the list shows them, or undefined. */
export async function findUser(db: Reader | Tx, actor: Actor, id: string) {
  const anyState = { status: ['active', 'pending', 'inactive', 'deleted'] } as const;
  const [user] = await readUser(db, shapeOf(actor, anyState, NOTHING), { ...valuesOf(actor, anyState, NOTHING), id });
  return user;
}

const readUser = prepareByShape((shape: Shape, values: Values & { readonly id: string }, db) =>
  selectUsers(db, shape, values).where('u.id', '=', values.id),
);

export type ListedUser = NonNullable<Awaited<ReturnType<typeof findUser>>>;

function selectUsers(db: Kysely<Tables>, shape: Shape, values: Values) {
  return matching(db, shape, values)
    .innerJoin('last_sign_ins as l', (join) => join.onRef('l.account_id', '=', 'u.account_id').onRef('l.user_id', '=', 'u.id'))
    .select(['u.account_id', 'u.id', 'u.email', 'u.username', 'u.first_name', 'u.last_name', 'u.status'])
    .select(sql<Date | null>`case when u.locked_until > now() then u.locked_until end`.as('locked_until'))
    .select(['u.interface_language', 'u.spoken_language', 'u.timezone', 'u.more_spoken_languages'])
    .select(['u.created_at', lastSignInOf('l').as('last_sign_in_at'), 'u.deleted_at', 'u.oauth_email', 'u.version'])
    .select(newEmailOf('u').as('new_email'))
    .select(sql<boolean>`u.id = (select a.owner_id from accounts a where a.id = ${values.accountId})`.as('is_main_user'))
    .select(portalRolesOf('u').as('portal_roles'))
    .select(dialerProfileOf('u').as('dialer_profile'))
    .select(twoFactorOf('u').as('two_factor'))
    .select(departmentsOfUser.as('departments'))
    .select(activationMail.as('activation_mail'));
}

/** When they signed in last; null where never. */
export const lastSignInOf = (table: string) => sql<Date | null>`nullif(${sql.ref(`${table}.at`)}, 'epoch')`;

const departmentsOfUser = sql<{ id: string; name: string }[]>`coalesce((
  select json_agg(json_build_object('id', d.id, 'name', d.name) order by d.name_key)
  from user_departments m join departments d on d.account_id = m.account_id and d.id = m.department_id
  where m.account_id = u.account_id and m.user_id = u.id), '[]')`;

/** The newest activation mail of a pending row of `users u`. */
export const activationMail = sql<ActivationMailRow | null>`case when u.status = 'pending' then (
  select json_build_object('status', m.status, 'to_address', m.to_address, 'changed_at', m.changed_at,
    'attempts', m.attempts, 'next_attempt_at', m.next_attempt_at, 'reason', m.reason)
  from mails m where m.account_id = u.account_id and m.user_id = u.id and m.kind = 'activation'
  order by m.created_at desc, m.id desc limit 1) end`;

function matching(db: Kysely<Tables>, shape: Shape, values: Values): SelectQueryBuilder<Users, 'u', object> {
  const { statuses, roles, twoFactor, search } = shape;
  let query = db
    .selectFrom('users as u')
    .where('u.account_id', '=', values.accountId)
    .where(sql<boolean>`${sql.lit(shape.sees)}`);
  const inStatus = whereStatus(statuses);
  if (inStatus) query = query.where(inStatus);
  if (search === 'ids') query = query.where(sql<boolean>`u.id = any(${values.ids}::uuid[])`);
  if (shape.isNarrowed) query = query.where(sql<boolean>`u.id = any(${values.narrowed}::uuid[])`);
  if (search === 'pattern') query = query.where('u.search_key', 'like', values.pattern);
  if (roles.length > 0) query = query.where((eb) => hasRole(eb, roles));
  if (shape.inDepartments) query = query.where((eb) => inDepartment(eb, values.departments));
  if (twoFactor.length > 0) query = query.where(sql<boolean>`${twoFactorOf('u')} in (${literals(twoFactor)})`);
  return query as unknown as SelectQueryBuilder<Users, 'u', object>;
}

/** Any of these, where some are named; else all but the deleted. Null where everybody is. */
function whereStatus(wished: readonly ListedStatus[]) {
  const statuses = wished.filter((one) => one !== 'locked');
  if (statuses.length === 4) return null;
  const present = sql<boolean>`u.status in (${literals(['active', 'pending', 'inactive'])})`;
  if (wished.length === 0) return present;
  const named = sql<boolean>`u.status in (${literals(statuses)})`;
  if (!wished.includes('locked')) return named;
  const locked = sql<boolean>`(u.locked_until > now() and ${present})`;
  return statuses.length === 0 ? locked : sql<boolean>`(${named} or ${locked})`;
}

/**
 * Values of a fixed list stand in the SQL itself, as does the limit: then one plan is good for every request, and
 * planning, which takes as long as reading a page, is done once for each connection.
 */
function literals(values: readonly (UserStatus | PortalRole | TwoFactorType)[]) {
  return sql.join(values.map((value) => sql.lit(value)));
}

function hasRole(eb: ExpressionBuilder<Users, 'u'>, roles: readonly PortalRole[]) {
  return eb.exists(
    eb
      .selectFrom('user_portal_roles as r')
      .select('r.role')
      .whereRef('r.account_id', '=', 'u.account_id')
      .whereRef('r.user_id', '=', 'u.id')
      .where(sql<boolean>`r.role in (${literals(roles)})`),
  );
}

function inDepartment(eb: ExpressionBuilder<Users, 'u'>, departments: readonly string[]) {
  return eb.exists(
    eb
      .selectFrom('user_departments as d')
      .select('d.department_id')
      .whereRef('d.account_id', '=', 'u.account_id')
      .whereRef('d.user_id', '=', 'u.id')
      .where(sql<boolean>`d.department_id = any(${departments}::uuid[])`),
  );
}

/** The actor and the target of a write. */
interface Locked {
  readonly actor: Actor;
  readonly target: UserFacts | null;
}

/** Locks actor and target, as `lockAllForRule` does; without a target the actor only, who may be read meanwhile. */
export async function lockForRule(
  tx: Tx,
  actorId: string,
  targetId: string | null,
  strength?: 'update' | 'share',
): Promise<Locked | null> {
  const locked = await lockAllForRule(tx, actorId, targetId === null ? [] : [targetId], strength);
  return locked && { actor: locked.actor, target: (targetId === null ? null : locked.targets.get(targetId)) ?? null };
}
