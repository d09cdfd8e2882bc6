import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import type { SetKind } from './set-kind.ts';

/**
 * Locks a tag or skill group (`update`: nobody comes in or leaves meanwhile) and demands the rule; answers what it was.
 * Throws the reason of the rule, `tag.not_found`, `skill_group.not_found`.
 */
export async function demandSet(
  tx: Tx,
  actor: Actor,
  kind: SetKind,
  id: string,
  { rule, strength }: { rule: 'manage' | 'give'; strength: 'update' | 'share' },
): Promise<{ name: string; version: number }> {
  demand(kind.rules[rule], actor, { id });
  const { rows } = await sql<{ name: string; version: number }>`
    select name, version from ${sql.table(kind.table)} where account_id = ${tx.accountId} and id = ${id}::uuid
    for ${sql.raw(strength)}`.execute(tx);
  if (!rows[0]) throw new Refusal(`${kind.type}.not_found`);
  return rows[0];
}
