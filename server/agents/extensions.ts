import { sql } from 'kysely';
import { type Tx, violates } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { GENERATE_EXTENSION } from './policy.ts';

/**
 * The lowest number of the account's range that is free, kept for the actor for 15 minutes. Those who ask at once are given
 * different ones. Throws `agent.no_extension_free`, `permission.missing`.
 */
export async function generateExtension(tx: Tx, signedIn: SignedIn): Promise<{ extension: string; expiresAt: string }> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(GENERATE_EXTENSION, locked.actor, null);
  const { rows } = await sql<{ extension: string | null; expires_at: Date }>`
    select take_extension(${signedIn.userId}::uuid) as extension, now() + interval '15 minutes' as expires_at`.execute(tx);
  const [row] = rows;
  if (!row?.extension) throw new Refusal('agent.no_extension_free');
  return { extension: row.extension, expiresAt: row.expires_at.toISOString() };
}

/**
 * Demands that the agent may have the number, and ends the reservation that was made for it.
 * Throws `agent.extension_taken`, `agent.extension_reserved` where a deleted agent has it or somebody else was given it.
 */
export async function takeTypedExtension(tx: Tx, signedIn: SignedIn, agentId: string, extension: string): Promise<void> {
  const holder = await tx
    .selectFrom('agents as g')
    .innerJoin('users as u', (on) => on.onRef('u.account_id', '=', 'g.account_id').onRef('u.id', '=', 'g.user_id'))
    .select(['u.id', 'u.status'])
    .where('g.account_id', '=', tx.accountId)
    .where('g.virtual_extension', '=', extension)
    .executeTakeFirst();
  if (holder && holder.id !== agentId) {
    throw refuseField('virtualExtension', holder.status === 'deleted' ? 'agent.extension_reserved' : 'agent.extension_taken');
  }
  const reserved = await tx
    .deleteFrom('extension_reservations')
    .where('account_id', '=', tx.accountId)
    .where('extension', '=', extension)
    .returning(['user_id', sql<boolean>`expires_at > now()`.as('counts')])
    .executeTakeFirst();
  if (reserved?.counts && reserved.user_id !== signedIn.userId) throw refuseField('virtualExtension', 'agent.extension_reserved');
}

/** What the database says where two came at the same moment, as a refusal of the field. */
export function refuseTaken(error: unknown): unknown {
  if (violates(error, 'agents_account_id_virtual_extension_key')) return refuseField('virtualExtension', 'agent.extension_taken');
  if (violates(error, 'agents_account_id_sip_username_key')) return refuseField('pbxUsername', 'agent.sip_username_taken');
  return error;
}
