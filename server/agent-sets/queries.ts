import { type RawBuilder, sql } from 'kysely';
import type { Box } from '../../contract/tags.ts';
import { type Condition, conditionsOf } from '../agents/filters.ts';
import { narrow } from '../agents/narrow.ts';
import { reachOf, visibleTo } from '../agents/policy.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { dialerProfileOf, heldBy } from '../sessions/held-by.ts';
import { portalRolesOf } from '../sessions/queries.ts';
import type { UserFacts } from '../users/policy.ts';
import type { SetKind } from './set-kind.ts';

/** A tag or skill group. */
export interface SetRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly members: number;
}

/** Those that the actor sees, by name, with how many agents (whom the actor sees, the deleted not counted) are named in each. */
export async function listSets(db: Reader, actor: Actor, kind: SetKind): Promise<SetRow[]> {
  const { rows } = await sql<SetRow>`
    select s.id, s.name, s.version, coalesce(c.count, 0) as members from ${sql.table(kind.table)} s
    left join (${countsOf(actor, kind)}) c on c.id = s.id
    where s.account_id = current_account() order by s.name_key`.execute(db);
  return rows.filter(({ id }) => decide(kind.rules.view, actor, { id }).ok);
}

/** One of them, seen or not. */
export async function findSet(db: Reader | Tx, actor: Actor, kind: SetKind, id: string): Promise<SetRow | undefined> {
  const isIt = sql<boolean>`m.${sql.ref(kind.key)} = ${id}::uuid`;
  const { rows } = await sql<SetRow>`
    select s.id, s.name, s.version, coalesce((select c.count from (${countsOf(actor, kind, isIt)}) c), 0) as members
    from ${sql.table(kind.table)} s where s.account_id = current_account() and s.id = ${id}::uuid`.execute(db);
  return rows[0];
}

/**
 * How many are named in each. Who sees every agent counts all and takes the deleted away, who are few: that reads an index,
 * where a join would read every user.
 */
function countsOf(actor: Actor, kind: SetKind, which: RawBuilder<boolean> = sql<boolean>`true`) {
  const [members, key] = [sql.table(kind.members), sql.ref(`m.${kind.key}`)];
  const joined = sql`from ${members} m join users u on u.account_id = m.account_id and u.id = m.user_id`;
  const ofAccount = sql`where m.account_id = current_account() and ${which}`;
  if (reachOf(actor) !== 'all') {
    return sql`select ${key} as id, count(*)::int as count ${joined}
      join agents g on g.account_id = m.account_id and g.user_id = m.user_id
      ${ofAccount} and u.status <> 'deleted' and ${visibleTo(actor)} group by ${key}`;
  }
  return sql`select id, sum(part)::int as count from (
      select ${key} as id, count(*) as part from ${members} m ${ofAccount} group by ${key}
      union all select ${key}, -count(*) ${joined} ${ofAccount} and u.account_id = current_account() and u.status = 'deleted' group by ${key}
    ) parts group by id`;
}

/** How many agents (whom the actor sees) belong to each of them, named or not. */
export async function countWithAll(db: Reader, actor: Actor, kind: SetKind): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from agents g join users u on u.account_id = g.account_id and u.id = g.user_id
    where g.account_id = current_account() and ${sql.ref(`g.${kind.hasAll}`)} and u.status <> 'deleted'
      and ${visibleTo(actor)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A line of the two-box editor, with what rules know of the agent. */
export interface LineRow {
  readonly id: string;
  readonly username: string | null;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly level: number | null;
  readonly sort_key: string;
  readonly facts: UserFacts;
}

interface Page {
  readonly box: Box;
  readonly q?: string | undefined;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** A page of one box, by name: who is named in the set, or who could be, of the agents whom the actor sees. */
export async function boxPage(db: Reader, actor: Actor, kind: SetKind, setId: string, page: Page): Promise<LineRow[]> {
  const isSelected = page.box === 'selected';
  const where = [
    ...conditionsOf(actor, {}),
    ...(await narrow(db, actor, { q: page.q, ...(isSelected ? { [kind.filter]: [setId] } : {}) })),
    ...(isSelected ? [isNamed(kind, setId)] : [sql<boolean>`not ${isNamed(kind, setId)}`, sql<boolean>`not ${hasAll(kind)}`]),
    ...(page.after ? [sql<boolean>`(u.name_key, u.id) > (${page.after[0]}::text collate "C", ${page.after[1]}::uuid)`] : []),
  ];
  const { rows } = await sql<StoredLine>`
    with page as materialized (
      select u.id from users u join agents g on g.account_id = u.account_id and g.user_id = u.id
      where u.account_id = current_account() and g.account_id = current_account() and ${sql.join(where, sql` and `)}
      order by u.name_key, u.id limit ${sql.lit(page.limit)})
    select u.account_id, u.id, u.status, u.username, u.first_name, u.last_name, u.email, u.name_key as sort_key,
      ${portalRolesOf('u')} as portal_roles, ${dialerProfileOf('u')} as dialer_profile,
      u.id = (select a.owner_id from accounts a where a.id = current_account()) as is_main_user,
      ${isSelected ? levelOf(kind, setId) : sql`null::int`} as level
    from page p join users u on u.account_id = current_account() and u.id = p.id order by u.name_key, u.id`.execute(db);
  return rows.map((row) => ({ ...row, facts: factsOf(row) }));
}

interface StoredLine extends Omit<LineRow, 'facts'> {
  readonly account_id: string;
  readonly status: UserFacts['status'];
  readonly portal_roles: UserFacts['portalRoles'];
  readonly dialer_profile: Parameters<typeof heldBy>[2];
  readonly is_main_user: boolean;
}

function factsOf(row: StoredLine): UserFacts {
  const { account_id: accountId, id: userId, status, is_main_user: isMainUser, portal_roles: portalRoles } = row;
  const { dialer } = heldBy(isMainUser, portalRoles, row.dialer_profile);
  return { accountId, userId, status, isMainUser, portalRoles, dialer };
}

const hasAll = (kind: SetKind): Condition => sql<boolean>`${sql.ref(`g.${kind.hasAll}`)}`;

/** `offset 0` keeps it from becoming a join, as in agents/filters.ts. */
const isNamed = (kind: SetKind, setId: string): Condition =>
  sql<boolean>`exists (select from ${sql.table(kind.members)} m where m.account_id = g.account_id and m.user_id = g.user_id
    and ${sql.ref(`m.${kind.key}`)} = ${setId}::uuid offset 0)`;

function levelOf(kind: SetKind, setId: string) {
  if (!kind.hasLevels) return sql`null::int`;
  return sql`(select m.level from agent_skill_groups m where m.account_id = u.account_id and m.user_id = u.id
    and m.skill_group_id = ${setId}::uuid)`;
}
