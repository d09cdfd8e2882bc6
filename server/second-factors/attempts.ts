import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import type { SignInAttemptsTable } from '../db/tables-of-sign-in.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newId, newToken } from '../platform/tokens.ts';
import { mailCode } from './email-codes.ts';
import { findSecondFactor } from './queries.ts';
import type { Wanted } from './second-factor-of.ts';

/** Wrong codes that end an attempt. */
export const MOST_WRONG = 5;

interface Beginning {
  readonly userId: string;
  readonly email: string;
  readonly wanted: Wanted;
  readonly purpose: SignInAttemptsTable['purpose'];
  /** The stored password hash that holds now; null where there is none. A change of it voids the attempt. */
  readonly passwordHash: string | null;
  /** The provider that was asked instead of the password. */
  readonly provider?: string;
}

/**
 * Begins a sign-in (or hand-over) whose first factor was proved, by the password or by another way in: what is left is the
 * wanted one. A code is mailed where that is it. Answers the token, which only the page that asked keeps. Throws `request.too_many`.
 */
export async function beginAttempt(
  tx: Tx,
  { userId, email, wanted, purpose, passwordHash, provider }: Beginning,
): Promise<string> {
  const [id, token] = [newId(), newToken()];
  await tx
    .insertInto('sign_in_attempts')
    .values({
      account_id: tx.accountId,
      id,
      user_id: userId,
      token_hash: hashOf(token),
      purpose,
      wanted,
      provider: provider ?? null,
      password_seen: digestOf(passwordHash),
      expires_at: sql<Date>`now() + interval '10 minutes'`,
    })
    .execute();
  if (wanted === 'email_code') await mailCode(tx, { id, userId, email });
  return token;
}

export interface FoundAttempt {
  readonly accountId: string;
  readonly attemptId: string;
  readonly userId: string;
  readonly wanted: Wanted;
  readonly isProved: boolean;
}

/** The attempt with this token, whatever its state. Throws `sign_in.expired`. */
export async function findAttempt(db: Database, token: string): Promise<FoundAttempt> {
  const { rows } = await sql<{ account_id: string; attempt_id: string }>`
    select account_id, attempt_id from find_sign_in_attempt(${hashOf(token)})`.execute(db.reader(null));
  const found = rows[0];
  if (!found) throw new Refusal('sign_in.expired');
  const attempt = await db
    .reader(found.account_id)
    .selectFrom('sign_in_attempts')
    .select(['user_id', 'wanted', 'proved_by'])
    .where('id', '=', found.attempt_id)
    .executeTakeFirst();
  if (!attempt) throw new Refusal('sign_in.expired');
  const { user_id: userId, wanted, proved_by } = attempt;
  return { accountId: found.account_id, attemptId: found.attempt_id, userId, wanted, isProved: proved_by !== null };
}

/**
 * Locks the user and then the attempt: proofs of one user take turns, in however many tabs. Throws `sign_in.expired` where
 * it has run out or ended, the user may not sign in any more, the password is another one, or a mailed code is not enough
 * any more.
 */
export async function lockAttempt(tx: Tx, { attemptId, userId }: FoundAttempt, purpose: SignInAttemptsTable['purpose']) {
  const user = await tx
    .selectFrom('users')
    .select(['status', 'email', 'password_hash'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const attempt = await tx
    .selectFrom('sign_in_attempts')
    .select(['id', 'wanted', 'password_seen', 'wrong_codes', 'code_mail_id', 'code_asked_at', 'proved_by', 'provider'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', attemptId)
    .where('purpose', '=', purpose)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .forUpdate()
    .executeTakeFirst();
  const isGood =
    user?.status === 'active' &&
    attempt !== undefined &&
    isSame(attempt.password_seen, digestOf(user.password_hash)) &&
    !(attempt.wanted === 'email_code' && (await wantsApp(tx, userId)));
  if (!isGood) {
    const failed = { accountId: tx.accountId, userId, action: 'user.sign_in_failed', reason: 'expired' } as const;
    throw new Refusal('sign_in.expired', purpose === 'sign_in' ? { concerns: failed } : {});
  }
  return { ...attempt, userId, email: user.email };
}

async function wantsApp(tx: Tx, userId: string): Promise<boolean> {
  const wanted = (await findSecondFactor(tx, userId))?.wanted;
  return wanted === 'app_code' || wanted === 'set_up_app';
}

/** It is over, whatever its state. */
export async function endAttempt(tx: Tx, attemptId: string): Promise<void> {
  await tx
    .updateTable('sign_in_attempts')
    .set({ ended_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', attemptId)
    .execute();
}

export type LockedAttempt = Awaited<ReturnType<typeof lockAttempt>>;

function digestOf(passwordHash: string | null): Buffer | null {
  return passwordHash === null ? null : createHash('sha256').update(passwordHash).digest();
}

function isSame(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
