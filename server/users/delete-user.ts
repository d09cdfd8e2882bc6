import { sql } from 'kysely';
import { keepMemberships } from '../agents/memberships-at-deletion.ts';
import type { Tx } from '../db/pool.ts';
import { handOverLeads } from '../leads/hand-over-leads.ts';
import { holdUsers } from '../leads/takers.ts';
import { unassignLeads } from '../leads/unassign-leads.ts';
import { voidLinks } from '../links/links.ts';
import { record } from '../platform/activity.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { demandAllowed } from './demand-allowed.ts';
import type { UserFacts } from './policy.ts';

/**
 * Deletes a user: their sessions end and their links stop working with the commit, their open leads go to those to
 * whom they are handed over, and else are nobody's. Name, address, roles and profile stay for 30 days. Throws the reason of
 * `USER_RULES.delete` or of the Dialer's, `user.not_found`, and what `handOverLeads` throws.
 */
export async function deleteUser(tx: Tx, signedIn: SignedIn, id: string, handOverTo: readonly string[] = []): Promise<void> {
  if (handOverTo.length > 0) await holdUsers(tx, [signedIn.userId, id, ...handOverTo]);
  const { actor, target } = await demandAllowed(tx, signedIn, id, 'delete');
  if (handOverTo.length > 0) await handOverLeads(tx, { signedIn, actor, from: id, to: handOverTo });
  await markDeleted(tx, signedIn, target);
}

/** The same, where the rule was asked already: leads that were not handed over are nobody's. */
export async function markDeleted(
  tx: Tx,
  signedIn: SignedIn,
  { userId: id, status }: Pick<UserFacts, 'userId' | 'status'>,
): Promise<void> {
  await unassignLeads(tx, signedIn, id);
  await keepMemberships(tx, id);
  await tx
    .updateTable('users')
    .set({
      status: 'deleted',
      deleted_from: status === 'deleted' ? null : status,
      deleted_at: sql<Date>`now()`,
      version: sql<number>`version + 1`,
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
  const changes = {
    status: { old: status, new: 'deleted' },
    ...(await endSessions(tx, id, 'user_deleted')),
    ...(await voidLinks(tx, id)),
    ...(await forgetProofs(tx, id)),
  };
  await record(tx, signedIn, { action: 'user.deleted', target: { type: 'user', id }, changes });
}
