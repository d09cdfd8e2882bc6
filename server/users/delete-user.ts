import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { unassignLeads } from '../leads/unassign-leads.ts';
import { voidLinks } from '../links/links.ts';
import { record } from '../platform/activity.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { demandAllowed } from './demand-allowed.ts';

/**
 * Deletes a user: their sessions end and their links stop working with the commit, their leads are nobody's.
 * Name, address and roles stay for 30 days. Throws the reason of `USER_RULES.delete`, or `user.not_found`.
 */
export async function deleteUser(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { target } = await demandAllowed(tx, signedIn, id, 'delete');
  await tx
    .updateTable('users')
    .set({
      status: 'deleted',
      deleted_from: target.status === 'deleted' ? null : target.status,
      deleted_at: sql<Date>`now()`,
      version: sql<number>`version + 1`,
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
  await unassignLeads(tx, signedIn, id);
  const changes = {
    status: { old: target.status, new: 'deleted' },
    ...(await endSessions(tx, id, 'user_deleted')),
    ...(await voidLinks(tx, id)),
    ...(await forgetProofs(tx, id)),
  };
  await record(tx, signedIn, { action: 'user.deleted', target: { type: 'user', id }, changes });
}
