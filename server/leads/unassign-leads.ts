import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { Doer } from '../platform/activity.ts';
import { recordAssignment } from './record-assignment.ts';

/**
 * Takes every lead from an agent, be it to be called or done, records which, and answers how many. The agent's user is locked
 * by the caller (`lockForRule`), so that none comes meanwhile.
 */
export async function unassignLeads(tx: Tx, doer: Doer, userId: string): Promise<number> {
  const leads = await lockLeadsOf(tx, userId);
  if (leads.length === 0) return 0;
  await sql`update leads set assigned_to = null, assigned_at = null
    where account_id = ${tx.accountId} and assigned_to = ${userId}::uuid`.execute(tx);
  const lost = leads.map(({ id }) => id);
  await recordAssignment(tx, doer, userId, { lost });
  return lost.length;
}

/** An agent's leads, locked in the order of their ids, as everybody locks them who locks several. */
export async function lockLeadsOf(tx: Tx, userId: string) {
  return tx
    .selectFrom('leads')
    .select(['id', 'status'])
    .where('account_id', '=', tx.accountId)
    .where('assigned_to', '=', userId)
    .orderBy('id')
    .forUpdate()
    .execute();
}
