import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';

/** Names of what an agent belonged to. */
export interface Memberships {
  readonly dialerRoles: readonly string[];
  readonly tags: readonly string[];
  readonly skillGroups: readonly string[];
}

const NONE: Memberships = { dialerRoles: [], tags: [], skillGroups: [] };

/** What the row of `agents g` belongs to, by id. */
const named = (members: string, sets: string, column: string) => sql`coalesce((
  select json_object_agg(s.id, s.name) from ${sql.table(members)} m
  join ${sql.table(sets)} s on s.account_id = m.account_id and s.id = m.${sql.ref(column)}
  where m.account_id = g.account_id and m.user_id = g.user_id), '{}')`;

const MEMBERSHIPS = sql`json_build_object('dialerRoles', ${named('agent_roles', 'dialer_roles', 'role_id')},
  'tags', ${named('agent_tags', 'tags', 'tag_id')},
  'skillGroups', ${named('agent_skill_groups', 'skill_groups', 'skill_group_id')})`;

/** Keeps the names of what an agent belongs to while they are deleted: a set that goes meanwhile takes the membership along. */
export async function keepMemberships(tx: Tx, userId: string): Promise<void> {
  await sql`update agents g set memberships_at_deletion = ${MEMBERSHIPS}
    where g.account_id = ${tx.accountId} and g.user_id = ${userId}::uuid`.execute(tx);
}

type ById = Readonly<Record<keyof Memberships, Readonly<Record<string, string>>>>;

/** Forgets them again, and answers which are lost: those that are not there any more. */
export async function takeBackMemberships(tx: Tx, userId: string): Promise<Memberships> {
  const { rows } = await sql<{ kept: ById | null; left: ById }>`
    select g.memberships_at_deletion as kept, ${MEMBERSHIPS} as left from agents g
    where g.account_id = ${tx.accountId} and g.user_id = ${userId}::uuid`.execute(tx);
  const [row] = rows;
  if (!row?.kept) return NONE;
  await sql`update agents set memberships_at_deletion = null
    where account_id = ${tx.accountId} and user_id = ${userId}::uuid`.execute(tx);
  const { kept, left } = row;
  const lostOf = (set: keyof Memberships) =>
    Object.entries(kept[set])
      .flatMap(([id, name]) => (id in left[set] ? [] : [name]))
      .sort();
  return { dialerRoles: lostOf('dialerRoles'), tags: lostOf('tags'), skillGroups: lostOf('skillGroups') };
}
