import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { unassignLeads } from '../leads/unassign-leads.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { voidLinks } from '../links/links.ts';
import { type Changes, record } from '../platform/activity.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { demandAllowed } from './demand-allowed.ts';
import type { UserFacts } from './policy.ts';

/**
 * Switches a user off: no sign-in, sessions and open links end with the commit, their leads are nobody's. Throws the reason of
 * `USER_RULES.deactivate`.
 */
export async function deactivateUser(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { target } = await demandAllowed(tx, signedIn, id, 'deactivate');
  await switchOff(tx, signedIn, target);
}

/** The same, where the rule was asked already. */
export async function switchOff(tx: Tx, signedIn: SignedIn, target: UserFacts): Promise<void> {
  const id = target.userId;
  await setStatus(tx, id, 'inactive');
  await unassignLeads(tx, signedIn, id);
  const changes = {
    status: { old: target.status, new: 'inactive' },
    ...(await endSessions(tx, id, 'user_deactivated')),
    ...(await voidLinks(tx, id)),
    ...(await forgetProofs(tx, id)),
  };
  await record(tx, signedIn, { action: 'user.deactivated', target: { type: 'user', id }, changes });
}

/**
 * Switches a user on again. One who was never confirmed is pending, with a new mail.
 * Throws the reason of `USER_RULES.reactivate`, `request.too_many`.
 */
export async function reactivateUser(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandAllowed(tx, signedIn, id, 'reactivate');
  await switchOn(tx, signedIn, id);
}

/** The same, where the rule was asked already. Throws `request.too_many`. */
export async function switchOn(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const user = await tx
    .selectFrom('users')
    .select(['confirmed_at', 'email'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const status = user.confirmed_at ? 'active' : 'pending';
  await setStatus(tx, id, status);
  const lost = status === 'pending' ? await inviteAgain(tx, id, user.email) : {};
  const changes = { status: { old: 'inactive', new: status }, ...lost };
  await record(tx, signedIn, { action: 'user.reactivated', target: { type: 'user', id }, changes });
}

/** Counted like a mail that is sent again, else switching off and on would fill somebody's mailbox. */
export async function inviteAgain(tx: Tx, userId: string, email: string): Promise<Changes> {
  await countAttempt(tx, LIMITS.activationFor, userId);
  return inviteByMail(tx, { userId, email });
}

export async function setStatus(tx: Tx, id: string, status: 'pending' | 'active' | 'inactive'): Promise<void> {
  await tx
    .updateTable('users')
    .set({ status, deleted_at: null, deleted_from: null, version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
}
