import { type RawBuilder, sql } from 'kysely';
import { settingOf } from '../../contract/agent-settings.ts';
import { DEFAULTABLE, type DefaultableName } from '../../contract/agent-settings-shapes.ts';
import { type AgentSort, MOST_COUNTED } from '../../contract/agents.ts';
import type { DialerProfile } from '../../contract/dialer-permissions.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { type RoleDefaults, roleDefaultsOf } from '../security/queries.ts';
import type { Actor } from '../sessions/actor.ts';
import { dialerProfileOf } from '../sessions/held-by.ts';
import { newEmailOf, portalRolesOf } from '../sessions/queries.ts';
import { type ActivationMailRow, activationMail, lastSignInOf } from '../users/queries.ts';
import { type AgentFilters, asksProfile, type Condition, conditionsOf } from './filters.ts';
import { narrow } from './narrow.ts';
import { columnOf, type StoredSettings, settingsSelected } from './settings.ts';

/** Not null, and each with an index that ends with the id, which stands beside it. */
const SORTS = {
  name: ['u.name_key', 'u.id'],
  id: ['u.id', 'u.id'],
  username: ['u.username_sort', 'u.id'],
  email: ['u.email_key', 'u.id'],
  virtualExtension: ['g.extension_sort', 'g.user_id'],
  sipOption: ['g.sip_option', 'g.user_id'],
  status: ['u.status', 'u.id'],
  lastSeenAt: ['l.at', 'l.user_id'],
} as const satisfies Record<AgentSort, readonly [string, string]>;

/** RFC 3339 to the millisecond, which is what the columns hold. */
const ISO_TIME = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** One agent as the database holds them: every setting under its name, and what stands around them. */
export interface ListedAgent extends StoredSettings {
  readonly account_id: string;
  readonly id: string;
  readonly status: UserStatus;
  readonly version: number;
  readonly new_email: string | null;
  readonly is_main_user: boolean;
  readonly portal_roles: PortalRole[];
  readonly dialer_profile: DialerProfile;
  readonly dialer_roles: Named[];
  readonly tags: Named[];
  readonly skill_groups: (Named & { readonly level: number })[];
  readonly locked_until: Date | null;
  readonly last_sign_in_at: Date | null;
  readonly created_at: Date;
  readonly deleted_at: Date | null;
  readonly activation_mail: ActivationMailRow | null;
  readonly sip_username: string | null;
  readonly sip_password_at: Date | null;
}

export interface AgentOrder {
  readonly by: AgentSort;
  readonly descending: boolean;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/**
 * One page of agents in a strict order (sort key, then id), from behind `after`. First who they are, then what stands around
 * them: the second query is long and always the same, so it is planned once for each connection, and not for each page.
 */
export async function agentsPage(db: Reader, actor: Actor, filters: AgentFilters, order: AgentOrder) {
  const where = [...conditionsOf(actor, filters), ...(await narrow(db, actor, filters))];
  const isJoined = asksProfile(actor, filters) || SORTS[order.by][0].startsWith('g.');
  const from = source({ withProfile: isJoined, withLastSignIn: order.by === 'lastSeenAt' });
  const { rows: page } = await pageQuery(where, order, from).execute(db);
  if (page.length === 0) return [];
  const ids = page.map(({ id }) => id);
  const { rows } = await sql<ListedAgent>`select ${selected()} ${source()} and u.id = any(${ids}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return page.flatMap(({ id, sort_key }) => {
    const row = byId.get(id);
    return row ? [{ ...row, sort_key }] : [];
  });
}

/** Who is on the page. */
function pageQuery(where: readonly Condition[], { by, descending, after, limit }: AgentOrder, from: RawBuilder<unknown>) {
  const [column, id] = SORTS[by].map((name) => sql.ref(name)) as [RawBuilder<unknown>, RawBuilder<unknown>];
  const isTime = by === 'lastSeenAt';
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const isBehind = after && sql<boolean>`(${column}, ${id}) ${sql.raw(descending ? '<' : '>')} ${sortPosition(by, after)}`;
  const sortKey = isTime ? sql`to_char(${column} at time zone 'UTC', ${sql.lit(ISO_TIME)})` : column;
  return sql<{ id: string; sort_key: string }>`
    select u.id, ${sortKey} as sort_key ${from} ${all(isBehind ? [...where, isBehind] : where)}
    order by ${column} ${direction}, ${id} ${direction} limit ${sql.lit(limit)}`;
}

function sortPosition(by: AgentSort, [key, id]: readonly [string, string]) {
  const type = sql.raw(by === 'lastSeenAt' ? 'timestamptz' : by === 'id' ? 'uuid' : 'text collate "C"');
  return sql`(${by === 'id' ? id : key}::${type}, ${id}::uuid)`;
}

/** How many agents match: all of them where `exact`, else counted on to `MOST_COUNTED` and one. */
export async function countAgents(
  db: Reader,
  actor: Actor,
  filters: AgentFilters,
  { exact = false } = {},
): Promise<{ count: number; isMore: boolean }> {
  const where = [...conditionsOf(actor, filters, 'count'), ...(await narrow(db, actor, filters))];
  const end = exact ? sql`` : sql`limit ${sql.lit(MOST_COUNTED + 1)}`;
  const from = source({ withProfile: asksProfile(actor, filters), withLastSignIn: false });
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 ${from} ${all(where)} ${end}) counted`.execute(db);
  const count = rows[0]?.count ?? 0;
  const isMore = !exact && count > MOST_COUNTED;
  return { count: isMore ? MOST_COUNTED : count, isMore };
}

const EVERYBODY = ['active', 'pending', 'inactive', 'deleted'] as const;

/** One agent whom the actor sees, or undefined. */
export async function findAgent(db: Reader | Tx, actor: Actor, id: string): Promise<ListedAgent | undefined> {
  const where = [
    ...conditionsOf(actor, { status: EVERYBODY }),
    sql<boolean>`u.id = ${id}::uuid`,
    sql<boolean>`g.user_id = ${id}::uuid`,
  ];
  const { rows } = await sql<ListedAgent>`select ${selected()} ${source()} ${all(where)}`.execute(db);
  return rows[0];
}

/** Those of these users who are agents whom the actor sees. */
export async function seenAmong(db: Reader, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const where = [...conditionsOf(actor, { status: EVERYBODY }), sql<boolean>`u.id = any(${ids}::uuid[])`];
  const { rows } = await sql<{ id: string }>`select u.id ${source()} ${all(where)}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Those who are agents. `is_agent` says it without the profile; it keeps the rest of the account out of the walk. */
function source({ withProfile = true, withLastSignIn = true } = {}) {
  const profile = withProfile ? sql`join agents g on g.account_id = current_account() and g.user_id = u.id` : sql``;
  const lastSignIn = withLastSignIn ? sql`join last_sign_ins l on l.account_id = current_account() and l.user_id = u.id` : sql``;
  return sql`from users u ${profile} ${lastSignIn} where u.account_id = current_account() and u.is_agent`;
}

function all(conditions: readonly Condition[]) {
  return sql.join(
    conditions.map((condition) => sql`and ${condition}`),
    sql` `,
  );
}

function selected() {
  return sql.join([
    ...settingsSelected(),
    sql`u.account_id, u.id, u.status, u.version, ${lastSignInOf('l')} as last_sign_in_at, u.created_at, u.deleted_at`,
    sql`case when u.locked_until > now() then u.locked_until end as locked_until`,
    sql`${newEmailOf('u')} as new_email`,
    sql`u.id = (select a.owner_id from accounts a where a.id = current_account()) as is_main_user`,
    sql`${portalRolesOf('u')} as portal_roles`,
    sql`${dialerProfileOf('u')} as dialer_profile`,
    sql`g.sip_username, g.sip_password_at`,
    sql`${activationMail} as activation_mail`,
    sql`${namesOf('agent_roles', 'role_id', 'dialer_roles')} as dialer_roles`,
    sql`${namesOf('agent_tags', 'tag_id', 'tags')} as tags`,
    sql`${namesOf('agent_skill_groups', 'skill_group_id', 'skill_groups', `, 'level', m.level`)} as skill_groups`,
  ]);
}

/** What an agent belongs to, by name. */
function namesOf(members: string, key: string, table: string, more = '') {
  return sql.raw(`coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name${more}) order by o.name_key)
    from ${members} m join ${table} o on o.account_id = m.account_id and o.id = m.${key}
    where m.account_id = g.account_id and m.user_id = g.user_id), '[]')`);
}

/** What the account and the agent's roles say where the agent says nothing, and the domain of the phones. */
export async function findAgentLevels(db: Reader | Tx, userId: string) {
  const { rows } = await sql<{ account: Record<DefaultableName, unknown>; roles: RoleDefaults[]; sip_domain: string }>`
    select json_build_object(${defaultsOfAccount()}) as account,
      ${roleDefaultsOf('u')} as roles, sip_domain_of(a.id) as sip_domain
    from users u join accounts a on a.id = u.account_id join dialer_settings s on s.account_id = a.id
    where u.account_id = current_account() and u.id = ${userId}::uuid`.execute(db);
  return rows[0];
}

/** What the account says by itself, and the domain of its phones. */
export async function findAccountLevel(db: Reader) {
  const { rows } = await sql<{ account: Record<DefaultableName, unknown>; sip_domain: string }>`
    select json_build_object(${defaultsOfAccount()}) as account, sip_domain_of(a.id) as sip_domain
    from accounts a join dialer_settings s on s.account_id = a.id where a.id = current_account()`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('An account without settings of its Dialer');
  return row;
}

/** Each default by its name: the user's stand in `accounts`, the profile's in `dialer_settings`. */
function defaultsOfAccount() {
  return sql.join(
    DEFAULTABLE.map((name) => {
      const column = sql.ref(`${settingOf(name).of === 'user' ? 'a' : 's'}.${columnOf(name)}`);
      return sql`${sql.lit(name)}, ${settingOf(name).isInTenths ? sql`${column}::float8 / 10` : column}`;
    }),
  );
}
