import type { Database, Tx } from '../db/pool.ts';
import { type Caller, type Doer, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { holdPolicy } from '../security/queries.ts';
import { type NewSession, openSession } from '../sessions/open-session.ts';
import { endAttempt, type FoundAttempt, type LockedAttempt, lockAttempt } from './attempts.ts';
import { type NewRecoveryCodes, newRecoveryCodes, saveRecoveryCodes } from './recovery-codes.ts';
import { rememberDevice } from './remembered-devices.ts';

interface Wishes {
  readonly rememberDevice?: boolean | undefined;
  readonly endOldest?: boolean | undefined;
}

export interface CompletedSignIn {
  readonly session: NewSession;
  /** For the cookie of the browser, where it shall be remembered. */
  readonly deviceToken: string | null;
  /** Where an app was set up. */
  readonly recoveryCodes: string[] | null;
}

/**
 * Opens the session of an attempt whose factors are all proved; works once. At the limit of sessions the attempt stays as
 * it is, so that `endOldest` needs no new code. Throws `sign_in.expired`, `sign_in.other_step`, `session.limit_reached`.
 */
export async function completeSignIn(
  db: Database,
  caller: Caller,
  found: FoundAttempt,
  wishes: Wishes,
): Promise<CompletedSignIn> {
  // Made before the transaction, since hashing takes a while.
  const codes = found.wanted === 'set_up_app' ? await newRecoveryCodes() : null;
  return db.write(found.accountId, async (tx) => {
    await holdPolicy(tx);
    const attempt = await lockAttempt(tx, found, 'sign_in');
    if (attempt.proved_by === null) throw new Refusal('sign_in.other_step');
    // The password was compared under the lock, so the session needs no second comparison.
    const { proved_by: secondFactor, provider } = attempt;
    const opening = { userId: found.userId, caller, provider, secondFactor, endOldest: wishes.endOldest ?? false };
    const session = await openSession(tx, opening);
    await endAttempt(tx, attempt.id);
    return {
      session,
      recoveryCodes: await keep(tx, { userId: found.userId, sessionId: null, caller }, codes),
      deviceToken: await remember(tx, caller, attempt, wishes),
    };
  });
}

async function keep(tx: Tx, doer: Doer & { userId: string }, codes: NewRecoveryCodes | null): Promise<string[] | null> {
  if (!codes) return null;
  await saveRecoveryCodes(tx, doer.userId, codes);
  const changes = { recoveryCodes: 'changed' } as const;
  await record(tx, doer, { action: 'user.recovery_codes_made', target: { type: 'user', id: doer.userId }, changes });
  return codes.codes;
}

async function remember(tx: Tx, caller: Caller, { userId, wanted }: LockedAttempt, wishes: Wishes): Promise<string | null> {
  if (!wishes.rememberDevice) return null;
  return rememberDevice(tx, { userId, sessionId: null, caller }, wanted === 'email_code' ? 'email' : 'app');
}
