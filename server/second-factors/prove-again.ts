import type { Database, Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandMyPassword } from '../sessions/prove-myself.ts';
import { masked } from './ask-for-second-factor.ts';
import { beginAttempt, endAttempt, type FoundAttempt, lockAttempt } from './attempts.ts';
import { prove } from './prove.ts';
import { findSecondFactor } from './queries.ts';

/** What may be asked for again of somebody signed in: an app that is not set up is not asked for. */
async function wantedAgain(tx: Tx, userId: string) {
  const factor = await findSecondFactor(tx, userId);
  return !factor || factor.wanted === 'set_up_app' ? null : factor.wanted;
}

/**
 * Begins to prove oneself whole once more, before the account is handed over: the password, then the second factor where
 * one is set. Throws `password.wrong`, `request.too_many`, `server.busy`.
 */
export async function beginProof(db: Database, signedIn: SignedIn, password: string, email: string) {
  const passwordHash = await demandMyPassword(db, signedIn, password);
  return db.write(signedIn.accountId, async (tx) => {
    await record(tx, signedIn, { action: 'account.hand_over_begun', target: { type: 'account', id: tx.accountId } });
    const wanted = await wantedAgain(tx, signedIn.userId);
    if (wanted === null) return { next: 'done' as const };
    const attempt = await beginAttempt(tx, { userId: signedIn.userId, email, wanted, purpose: 'hand_over', passwordHash });
    if (wanted === 'app_code') return { next: wanted, attempt, hasRecoveryCodes: false };
    return { next: wanted, attempt, email: masked(email), hasRecoveryCodes: false };
  });
}

/**
 * Proves one's own second factor once more, where one is set; the code is used up with what follows in this transaction.
 * Answers what `prove` answers. Throws `second_factor.required`, `sign_in.*`, `request.too_many`.
 */
export async function proveAgain(
  tx: Tx,
  { secrets, signedIn }: { secrets: Secrets; signedIn: SignedIn },
  found: FoundAttempt | null,
  code: string,
): Promise<Refusal | null> {
  if ((await wantedAgain(tx, signedIn.userId)) === null) return null;
  if (!found) throw new Refusal('second_factor.required');
  if (found.userId !== signedIn.userId || found.accountId !== tx.accountId) throw new Refusal('sign_in.expired');
  const attempt = await lockAttempt(tx, found, 'hand_over');
  const refusal = await prove(tx, { secrets, caller: signedIn.caller }, attempt, { kind: 'code', code });
  if (!refusal) await endAttempt(tx, attempt.id);
  return refusal;
}
