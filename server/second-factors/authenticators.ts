import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { Secrets } from '../platform/secrets.ts';
import { findAuthenticator } from './queries.ts';
import { stepOf } from './totp.ts';

/** Where an authenticator's secret opens, and nowhere else. */
export function placeOf(accountId: string, userId: string): string[] {
  return ['authenticator', accountId, userId];
}

/** Keeps the secret of an app that was confirmed by the code of this step; one that was there before is gone. */
export async function saveAuthenticator(
  tx: Tx,
  secrets: Secrets,
  userId: string,
  app: { secret: Buffer; step: number },
): Promise<void> {
  const { secret, keyId } = secrets.seal(placeOf(tx.accountId, userId), app.secret);
  const values = { secret, key_id: keyId, last_step: String(app.step) };
  await tx
    .insertInto('authenticators')
    .values({ account_id: tx.accountId, user_id: userId, ...values })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'user_id']).doUpdateSet({ ...values, created_at: sql<Date>`now()` }),
    )
    .execute();
}

/**
 * Uses the code of a user's app up. `wrong`: it is none of now, of the step before or of the one after; `used`: it, or a
 * later one, was used before. Of fifty at once, one is right: the row of the app is locked by its update.
 */
export async function spendAppCode(tx: Tx, secrets: Secrets, userId: string, code: string): Promise<'right' | 'wrong' | 'used'> {
  const app = await findAuthenticator(tx, userId);
  if (!app) return 'wrong';
  const secret = secrets.open(placeOf(tx.accountId, userId), { secret: app.secret, keyId: app.key_id });
  const step = stepOf(secret, code);
  if (step === null) return 'wrong';
  const used = await tx
    .updateTable('authenticators')
    .set({ last_step: String(step) })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('last_step', '<', String(step))
    .executeTakeFirst();
  return used.numUpdatedRows === 1n ? 'right' : 'used';
}

/** Answers whether there was one. */
export async function removeAuthenticator(tx: Tx, userId: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('authenticators')
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
}
