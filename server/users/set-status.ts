import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { unassignLeads } from '../leads/unassign-leads.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { voidLinks } from '../links/links.ts';
import { type Changes, record } from '../platform/activity.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { Refusal } from '../platform/refusal.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import { guardAddressLists, lockAddressLists } from '../security/guard-address-lists.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { demandAllowed } from './demand-allowed.ts';
import { demandGivable } from './demand-givable.ts';
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

/**
 * Brings a deleted user back as they were, if the actor may give every role that comes back with them.
 * Throws the reason of `USER_RULES.restore` or of the role, `session.step_up` for an Admin, `user.restore_expired`,
 * `address.list_empty` where they work from the allowed addresses only and there are none, `request.too_many`.
 */
export async function restoreUser(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await lockAddressLists(tx);
  const { actor, target } = await demandAllowed(tx, signedIn, id, 'restore');
  demandGivable(actor, signedIn, target.portalRoles, []);
  const user = await tx
    .selectFrom('users')
    .select(['deleted_from', 'email'])
    .select(sql<boolean>`deleted_at < now() - interval '30 days'`.as('is_over'))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (user.is_over) throw new Refusal('user.restore_expired');
  const status = user.deleted_from ?? 'inactive';
  await setStatus(tx, id, status);
  await guardAddressLists(tx, signedIn, true);
  const lost = status === 'pending' ? await inviteAgain(tx, id, user.email) : {};
  const changes = { status: { old: 'deleted', new: status }, ...lost };
  await record(tx, signedIn, { action: 'user.restored', target: { type: 'user', id }, changes });
}

/** Counted like a mail that is sent again, else switching off and on would fill somebody's mailbox. */
async function inviteAgain(tx: Tx, userId: string, email: string): Promise<Changes> {
  await countAttempt(tx, LIMITS.activationFor, userId);
  return inviteByMail(tx, { userId, email });
}

async function setStatus(tx: Tx, id: string, status: 'pending' | 'active' | 'inactive'): Promise<void> {
  await tx
    .updateTable('users')
    .set({ status, deleted_at: null, deleted_from: null, version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
}
