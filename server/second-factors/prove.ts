import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, demandRoom, LIMITS } from '../platform/limits.ts';
import { concerning, Refusal } from '../platform/refusal.ts';
import { recordRepeat } from '../platform/repeats.ts';
import type { Secrets } from '../platform/secrets.ts';
import { type LockedAttempt, MOST_WRONG } from './attempts.ts';
import { saveAuthenticator, spendAppCode } from './authenticators.ts';
import { isEmailCode } from './email-codes.ts';
import { findAuthenticator } from './queries.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { readSetup } from './set-up-app.ts';

/** What was typed: the code of a mail or an app (with the set-up where it is the first), or a recovery code by its hash. */
export type Proof =
  | { readonly kind: 'code'; readonly code: string; readonly setup?: string | undefined }
  | { readonly kind: 'recovery_code'; readonly hash: Buffer | null };

interface Prover {
  readonly secrets: Secrets;
  readonly caller: Caller;
}

/**
 * Proves the second factor of a locked attempt, and uses the code up. Answers null, or the refusal to be thrown once the
 * transaction is committed: a wrong code counts (the fifth ends the attempt). Throws what counts for nothing:
 * `sign_in.other_step`, `sign_in.expired`, `request.too_many`.
 */
export async function prove(tx: Tx, by: Prover, attempt: LockedAttempt, proof: Proof): Promise<Refusal | null> {
  if (attempt.proved_by !== null) throw new Refusal('sign_in.other_step');
  await demandRoom(tx, LIMITS.codeOf, attempt.userId).catch((error) => {
    throw concerning(error, { accountId: tx.accountId, userId: attempt.userId, action: 'user.sign_in_failed', reason: 'locked' });
  });
  const outcome = await (proof.kind === 'code' ? tryCode(tx, by, attempt, proof) : tryRecoveryCode(tx, by, attempt, proof.hash));
  const kind = proof.kind === 'recovery_code' ? 'recovery_code' : attempt.wanted === 'email_code' ? 'email_code' : 'app_code';
  if (outcome !== 'right') return countWrong(tx, by, attempt, outcome, kind);
  await tx
    .updateTable('sign_in_attempts')
    .set({ proved_by: kind, proved_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', attempt.id)
    .execute();
  // Of the others there is an entry already: a code that was used up, an app that was set up.
  if (kind !== 'recovery_code' && attempt.wanted !== 'set_up_app') await recordProved(tx, by.caller, attempt.userId, kind);
  return null;
}

async function recordProved(tx: Tx, caller: Caller, userId: string, kind: 'email_code' | 'app_code'): Promise<void> {
  const doer = { userId, sessionId: null, caller };
  const changes = { factor: { new: kind } };
  await record(tx, doer, { action: 'user.second_factor_proved', target: { type: 'user', id: userId }, changes });
}

type Outcome = 'right' | 'wrong' | 'used';

async function tryCode(
  tx: Tx,
  by: Prover,
  attempt: LockedAttempt,
  { code, setup }: { code: string; setup?: string | undefined },
): Promise<Outcome> {
  const { userId } = attempt;
  if (attempt.wanted === 'set_up_app') return setUpApp(tx, by, userId, { code, setup });
  if (attempt.wanted === 'app_code') return spendAppCode(tx, by.secrets, userId, code);
  const mail = { accountId: tx.accountId, attemptId: attempt.id, mailId: attempt.code_mail_id ?? '' };
  return isEmailCode(by.secrets, mail, code) ? 'right' : 'wrong';
}

/** Only while there is no app: who knows no more than the password never replaces one. */
async function setUpApp(
  tx: Tx,
  { secrets, caller }: Prover,
  userId: string,
  typed: { code: string; setup?: string | undefined },
): Promise<Outcome> {
  if (typed.setup === undefined) throw new Refusal('sign_in.other_step');
  if (await findAuthenticator(tx, userId)) throw new Refusal('sign_in.expired');
  const app = readSetup(secrets, { accountId: tx.accountId, userId }, typed.setup, typed.code);
  if (app === 'expired') throw new Refusal('sign_in.expired');
  if (app === 'wrong') return 'wrong';
  await saveAuthenticator(tx, secrets, userId, app);
  await tellOfApp(tx, userId, 'authenticator_set_up');
  const doer = { userId, sessionId: null, caller };
  const changes = { authenticator: 'changed' as const };
  await record(tx, doer, { action: 'user.authenticator_set_up', target: { type: 'user', id: userId }, changes });
  return 'right';
}

async function tryRecoveryCode(tx: Tx, { caller }: Prover, attempt: LockedAttempt, hash: Buffer | null): Promise<Outcome> {
  if (attempt.wanted === 'set_up_app') throw new Refusal('sign_in.other_step');
  const left = await spendRecoveryCode(tx, attempt.userId, hash);
  if (left === null) return 'wrong';
  await tellOfRecoveryCode(tx, caller, attempt.userId, left);
  return 'right';
}

/** A recovery code was used: an entry, and a mail to its owner. */
export async function tellOfRecoveryCode(tx: Tx, caller: Caller, userId: string, left: number): Promise<void> {
  await tellOfApp(tx, userId, 'recovery_code_used');
  const doer = { userId, sessionId: null, caller };
  const changes = { recoveryCodesLeft: { old: left + 1, new: left } };
  await record(tx, doer, { action: 'user.recovery_code_used', target: { type: 'user', id: userId }, changes });
}

type Told = 'recovery_code_used' | 'authenticator_set_up' | 'authenticator_removed' | 'second_factor_reset';

/** Mails the user that something about their second factor has changed. */
export async function tellOfApp(tx: Tx, userId: string, kind: Told): Promise<void> {
  const { email } = await tx
    .selectFrom('users')
    .select('email')
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  await queueMail(tx, { userId, linkId: null, kind, to: email });
}

async function countWrong(
  tx: Tx,
  { caller }: Prover,
  attempt: LockedAttempt,
  outcome: 'wrong' | 'used',
  reason: string,
): Promise<Refusal> {
  const wrong = attempt.wrong_codes + 1;
  const isOver = wrong >= MOST_WRONG;
  await tx
    .updateTable('sign_in_attempts')
    .set({ wrong_codes: wrong, ...(isOver ? { ended_at: sql<Date>`now()` } : {}) })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', attempt.id)
    .execute();
  await countAttempt(tx, LIMITS.codeOf, attempt.userId);
  const nobody = { userId: null, sessionId: null, caller };
  const changes = { reason: { new: reason } };
  await recordRepeat(tx, nobody, { action: 'user.sign_in_failed', target: { type: 'user', id: attempt.userId }, changes });
  const concerns = 'recorded';
  if (isOver) return new Refusal('sign_in.too_many_codes', { concerns });
  return new Refusal(outcome === 'used' ? 'code.used' : 'code.wrong', { params: { triesLeft: MOST_WRONG - wrong }, concerns });
}
