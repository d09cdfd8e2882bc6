import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { connectionsOf } from '../sign-in-providers/queries.ts';
import { demandAllowed } from '../users/demand-allowed.ts';
import { findUser } from '../users/queries.ts';
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
  const user = await findUser(reader, signedIn, id);
  const factor = user ? await findSecondFactor(reader, id) : null;
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
  await removeAuthenticator(tx, id);
  await removeRecoveryCodes(tx, id);
  await forgetProofs(tx, id);
  await tx
    .updateTable('users')
    .set({ reset_allowed_until: sql<Date>`now() + interval '1 day'` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
  if (target.status === 'active') await tellOfApp(tx, id, 'second_factor_reset');
  const changes = { authenticator: 'changed', recoveryCodes: 'changed' } as const;
  await record(tx, signedIn, { action: 'user.second_factor_reset', target: { type: 'user', id }, changes });
}

/** Asks all remembered browsers of a user again. Throws the reason of `USER_RULES.endSessions`. */
export async function forgetUserDevices(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandAllowed(tx, signedIn, id, 'endSessions');
  const count = await forgetDevices(tx, id);
  if (count === 0) return;
  const changes = { devices: { old: count, new: 0 } };
  await record(tx, signedIn, { action: 'user.device_forgotten', target: { type: 'user', id }, changes });
}
