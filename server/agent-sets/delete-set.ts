import { sql } from 'kysely';
import { visibleTo } from '../agents/policy.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { demandSet } from './demand-set.ts';
import type { SetKind } from './set-kind.ts';

/**
 * Deletes a tag or skill group: its agents stay, and user groups that named it do so no more. Throws the reason of the rule,
 * and `agent.out_of_scope` where the actor would not see some of its agents afterwards.
 */
export async function deleteSet(tx: Tx, signedIn: SignedIn, kind: SetKind, id: string): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  const { name } = await demandSet(tx, locked.actor, kind, id, { rule: 'manage', strength: 'update' });
  const members = await emptied(tx, kind.members, 'user_id', kind, id);
  const groups = await emptied(tx, kind.groups, 'user_group_id', kind, id);
  if (kind.isReach) await demandStillSeen(tx, signedIn, members);
  await sql`delete from ${sql.table(kind.table)} where account_id = ${tx.accountId} and id = ${id}::uuid`.execute(tx);
  const changes = { name: { old: name }, ...gone('members', members), ...gone('userGroups', groups) };
  await record(tx, signedIn, { action: `${kind.type}.deleted`, target: { type: kind.type, id }, changes });
}

interface Left {
  readonly id: string;
  readonly level: number | null;
}

/** Takes out all that belong to it; answers who did, and with which level. */
async function emptied(tx: Tx, table: string, what: string, kind: SetKind, id: string): Promise<Left[]> {
  const column = table === 'user_group_skill_groups' ? 'minimum_level' : 'level';
  const level = kind.hasLevels ? sql.ref(column) : sql`null::int`;
  const { rows } = await sql<Left>`delete from ${sql.table(table)} where account_id = ${tx.accountId}
    and ${sql.ref(kind.key)} = ${id}::uuid returning ${sql.ref(what)} as id, ${level} as level`.execute(tx);
  return rows;
}

function gone(name: string, left: readonly Left[]): Record<string, Change> {
  if (left.length === 0) return {};
  return { [name]: { old: left.map(({ id, level }) => (level === null ? id : `${id}:${level}`)).sort(), new: [] } };
}

/** What the actor reaches is read again: they may have had the tag too. */
async function demandStillSeen(tx: Tx, signedIn: SignedIn, members: readonly Left[]): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  const ids = members.map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`select u.id from users u
    join agents g on g.account_id = u.account_id and g.user_id = u.id
    where u.account_id = ${tx.accountId} and u.id = any(${ids}::uuid[]) and u.status <> 'deleted'
      and not ${visibleTo(locked.actor)} limit 1`.execute(tx);
  if (rows.length > 0) throw new Refusal('agent.out_of_scope');
}
