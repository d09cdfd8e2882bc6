import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { PortalRole } from '../../contract/permissions.ts';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { UserSort, UserStatus } from '../../contract/users.ts';
import type { Reader, Tx } from '../db/pool.ts';
import type { Tables } from '../db/tables.ts';
import { twoFactorOf } from '../second-factors/queries.ts';
import type { Actor } from '../sessions/actor.ts';
import { dialerProfileOf, heldBy } from '../sessions/held-by.ts';
import { newEmailOf, portalRolesOf } from '../sessions/queries.ts';
import { seesUsers, type UserFacts } from './policy.ts';
import { type SearchHits, searchUsers } from './search-users.ts';

export interface UserFilters {
  readonly q?: string | undefined;
  readonly status?: readonly UserStatus[] | undefined;
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
  lastSignInAt: 'u.last_sign_in_sort',
} as const satisfies Record<UserSort, string>;

/** RFC 3339 to the millisecond, which is what the columns hold. */
const ISO_TIME = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

type Users = Tables & { u: Tables['users'] };

/** One page of users in a strict order (sort key, then id), from behind `after`. */
export async function usersPage(db: Reader, actor: Actor, filters: UserFilters, order: PageOrder) {
  const hits = await searchUsers(db, filters.q);
  return usersPageQuery(db, actor, filters, hits, order).execute();
}

interface PageOrder {
  readonly by: UserSort;
  readonly descending: boolean;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** The query of `usersPage`, for those who measure it. */
export function usersPageQuery(db: Reader, actor: Actor, filters: UserFilters, hits: SearchHits | null, order: PageOrder) {
  const column = SORT_COLUMNS[order.by];
  const isTime = column === 'u.created_at' || column === 'u.last_sign_in_sort';
  const ref = sql<string>`${sql.ref(column)}`;
  const sortKey = isTime ? sql<string>`to_char(${ref} at time zone 'UTC', ${ISO_TIME})` : ref;
  const direction = order.descending ? 'desc' : 'asc';
  let query = selectUsers(db, actor, filters, hits)
    .select(sortKey.as('sort_key'))
    .orderBy(column, direction)
    .orderBy('u.id', direction)
    .limit(sql.lit(order.limit));
  if (order.after) {
    const [key, id] = order.after;
    const type = sql.raw(isTime ? 'timestamptz' : 'text collate "C"');
    const operator = sql.raw(order.descending ? '<' : '>');
    query = query.where(sql<boolean>`(${sql.ref(column)}, u.id) ${operator} (${key}::${type}, ${id}::uuid)`);
  }
  return query;
}

/** How many users match, exactly. */
export async function countUsers(db: Reader, actor: Actor, filters: UserFilters): Promise<number> {
  const row = await matching(db, actor, filters, await searchUsers(db, filters.q))
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** One user as the list shows them, or undefined. */
export function findUser(db: Reader | Tx, actor: Actor, id: string) {
  return selectUsers(db, actor, { status: ['active', 'pending', 'inactive', 'deleted'] }, null)
    .where('u.id', '=', id)
    .executeTakeFirst();
}

export type ListedUser = NonNullable<Awaited<ReturnType<typeof findUser>>>;

function selectUsers(db: Reader | Tx, actor: Actor, filters: Omit<UserFilters, 'q'>, hits: SearchHits | null) {
  return matching(db, actor, filters, hits)
    .select(['u.account_id', 'u.id', 'u.email', 'u.username', 'u.first_name', 'u.last_name', 'u.status'])
    .select(sql<Date | null>`case when u.locked_until > now() then u.locked_until end`.as('locked_until'))
    .select(['u.interface_language', 'u.spoken_language', 'u.timezone', 'u.more_spoken_languages'])
    .select(['u.created_at', 'u.last_sign_in_at', 'u.deleted_at', 'u.oauth_email', 'u.version'])
    .select(newEmailOf('u').as('new_email'))
    .select(sql<boolean>`u.id = (select a.owner_id from accounts a where a.id = ${actor.accountId})`.as('is_main_user'))
    .select(portalRolesOf('u').as('portal_roles'))
    .select(dialerProfileOf('u').as('dialer_profile'))
    .select(twoFactorOf('u').as('two_factor'))
    .select(departmentsOfUser.as('departments'))
    .select(activationMail.as('activation_mail'));
}

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

function matching(
  db: Reader | Tx,
  actor: Actor,
  filters: Omit<UserFilters, 'q'>,
  hits: SearchHits | null,
): SelectQueryBuilder<Users, 'u', object> {
  const statuses = filters.status?.length ? filters.status : (['active', 'pending', 'inactive'] as const);
  let query = db
    .selectFrom('users as u')
    .where('u.account_id', '=', actor.accountId)
    .where(sql<boolean>`${sql.lit(seesUsers(actor))}`);
  if (statuses.length < 4) query = query.where(sql<boolean>`u.status in (${literals(statuses)})`);
  if (hits && 'ids' in hits) query = query.where(sql<boolean>`u.id = any(${hits.ids}::uuid[])`);
  else if (hits) query = query.where('u.search_key', 'like', hits.pattern);
  if (filters.role?.length) query = query.where((eb) => hasRole(eb, filters.role ?? []));
  if (filters.department?.length) query = query.where((eb) => inDepartment(eb, filters.department ?? []));
  if (filters.twoFactor?.length) query = query.where(sql<boolean>`${twoFactorOf('u')} in (${literals(filters.twoFactor)})`);
  return query as unknown as SelectQueryBuilder<Users, 'u', object>;
}

/**
 * Values of a fixed list stand in the SQL itself, as does the limit: then one plan is good for every request, and
 * planning, which takes as long as reading a page, is done once for each connection.
 */
function literals(values: readonly (UserStatus | PortalRole | TwoFactorType)[]) {
  return sql.join([...new Set(values)].sort().map((value) => sql.lit(value)));
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
      .where('d.department_id', 'in', departments),
  );
}

/** The actor and the target of a write. */
interface Locked {
  readonly actor: Actor;
  readonly target: UserFacts | null;
}

/**
 * Locks the account's ownership, both users and their dialer roles until the transaction ends, and reads what rules need
 * to know, so that neither a new role, nor a changed one, nor a new main user can come between the rule and the write.
 */
export async function lockForRule(tx: Tx, actorId: string, targetId: string | null): Promise<Locked | null> {
  const account = await tx
    .selectFrom('accounts')
    .select('owner_id')
    .where('id', '=', tx.accountId)
    .forShare()
    .executeTakeFirstOrThrow();
  const ids = targetId === null ? [actorId] : [actorId, targetId];
  const users = tx.selectFrom('users').select('id').where('account_id', '=', tx.accountId).where('id', 'in', ids).orderBy('id');
  await (targetId === null ? users.forShare() : users.forUpdate()).execute();
  await tx
    .selectFrom('dialer_roles as r')
    .select('r.id')
    .where('r.account_id', '=', tx.accountId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('agent_roles as m')
          .select('m.role_id')
          .whereRef('m.account_id', '=', 'r.account_id')
          .whereRef('m.role_id', '=', 'r.id')
          .where('m.user_id', 'in', ids),
      ),
    )
    .orderBy('r.id')
    .forShare()
    .execute();
  // A statement of its own: the one that waited for the locks sees other tables as they were before it waited.
  const rows = await tx
    .selectFrom('users as u')
    .select(['u.id', 'u.status'])
    .select(portalRolesOf('u').as('portal_roles'))
    .select(dialerProfileOf('u').as('dialer_profile'))
    .where('u.account_id', '=', tx.accountId)
    .where('u.id', 'in', ids)
    .execute();
  const facts = (id: string | null): Actor | null => {
    const row = rows.find((one) => one.id === id);
    if (!row) return null;
    const isMainUser = row.id === account.owner_id;
    const held = heldBy(isMainUser, row.portal_roles, row.dialer_profile);
    return { accountId: tx.accountId, userId: row.id, status: row.status, isMainUser, portalRoles: row.portal_roles, ...held };
  };
  const actor = facts(actorId);
  return actor && { actor, target: facts(targetId) };
}
