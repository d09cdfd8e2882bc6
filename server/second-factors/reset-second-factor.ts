import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { type Doer, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { connectionsOf } from '../sign-in-providers/queries.ts';
import { demandAllowed } from '../users/demand-allowed.ts';
import { demandSeen } from '../users/demand-seen.ts';
import type { UserFacts } from '../users/policy.ts';
import { removeAuthenticator } from './authenticators.ts';
import { forgetProofs } from './forget-proofs.ts';
import { factsOf } from './my-second-factor.ts';
import { tellOfApp } from './prove.ts';
import { findSecondFactor } from './queries.ts';
import { removeRecoveryCodes } from './recovery-codes.ts';
import { forgetDevices } from './remembered-devices.ts';

/** The second factor of a user whom the reader sees, and what they have connected. Throws `user.not_found`. */
export async function getUserSecondFactor(db: Database, signedIn: SignedIn, id: string) {
  const reader = db.reader(signedIn.accountId);
  await demandSeen(reader, signedIn, id, 'viewSecurity');
  const factor = await findSecondFactor(reader, id);
  if (!factor) throw new Refusal('user.not_found');
  const { count } = await reader
    .selectFrom('remembered_devices')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('user_id', '=', id)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow();
  const connectedAccounts = await connectionsOf(reader, id);
  return { ...factsOf(factor), rememberedDevices: Number(count), connectedAccounts };
}

/**
 * Takes away all that a user proves their second factor with, and lets them choose a new password by a mailed link alone
 * for one day (S-2). Throws the reason of `USER_RULES.resetSecondFactor`.
 */
export async function resetSecondFactor(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { target } = await demandAllowed(tx, signedIn, id, 'resetSecondFactor');
  await takeAwayFactor(tx, signedIn, target);
}

/**
 * The same by an operator, for a main user whom nobody in the account may help. Throws where the user is not active.
 */
export async function resetSecondFactorByOperator(tx: Tx, userId: string): Promise<void> {
  const user = tx.selectFrom('users').select('status').where('account_id', '=', tx.accountId).where('id', '=', userId);
  const { status } = await user.forUpdate().executeTakeFirstOrThrow();
  if (status !== 'active') throw new Error('This user is not active.');
  const operator: Doer = { kind: 'operator', userId: null, sessionId: null, caller: { address: null, device: null } };
  await takeAwayFactor(tx, operator, { userId, status });
}

/** The target is locked. */
async function takeAwayFactor(tx: Tx, doer: Doer, { userId: id, status }: Pick<UserFacts, 'userId' | 'status'>): Promise<void> {
  await removeAuthenticator(tx, id);
  await removeRecoveryCodes(tx, id);
  const forgotten = await forgetProofs(tx, id);
  const { old, until } = await allowReset(tx, id);
  if (status === 'active') await tellOfApp(tx, id, 'second_factor_reset');
  const changes = {
    authenticator: 'changed',
    recoveryCodes: 'changed',
    resetAllowedUntil: { old: old?.toISOString() ?? null, new: until?.toISOString() ?? null },
    ...forgotten,
  } as const;
  await record(tx, doer, { action: 'user.second_factor_reset', target: { type: 'user', id }, changes });
}

/** The target is locked. Answers until when it was, and is. */
async function allowReset(tx: Tx, id: string): Promise<{ old: Date | null; until: Date | null }> {
  const user = tx.selectFrom('users').select('reset_allowed_until').where('account_id', '=', tx.accountId).where('id', '=', id);
  const before = await user.executeTakeFirstOrThrow();
  const after = await tx
    .updateTable('users')
    .set({ reset_allowed_until: sql<Date>`now() + interval '1 day'` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .returning('reset_allowed_until')
    .executeTakeFirstOrThrow();
  return { old: before.reset_allowed_until, until: after.reset_allowed_until };
}

/** Asks all remembered browsers of a user again. Throws the reason of `USER_RULES.endSessions`. */
export async function forgetUserDevices(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandAllowed(tx, signedIn, id, 'endSessions');
  const changes = await forgetDevices(tx, id);
  if (Object.keys(changes).length === 0) return;
  await record(tx, signedIn, { action: 'user.device_forgotten', target: { type: 'user', id }, changes });
}
