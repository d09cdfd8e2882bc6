import type { ErrorCode } from '../../contract/errors.ts';
import { emailKey } from '../../contract/text.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Database, Tx } from '../db/pool.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, demandFewer, LIMITS, originOf } from '../platform/limits.ts';
import { hashPassword, isOutdated, verifyPassword } from '../platform/passwords.ts';
import { concerning, Refusal } from '../platform/refusal.ts';
import { recordRepeat } from '../platform/repeats.ts';
import type { Gather } from '../platform/rounds.ts';
import { askForSecondFactor, type NextStep } from '../second-factors/ask-for-second-factor.ts';
import { addressRefused } from '../security/allowed-address.ts';
import { type Attempt, countFailure, demandNotBlocked, nameOf, settleAttempt } from '../security/lockout.ts';
import { holdPolicy } from '../security/queries.ts';
import { markLocked } from '../security/unlock-user.ts';
import { type HeldSignIn, holdSignIn } from './hold-sign-in.ts';
import { type Found, lookUp } from './look-up.ts';
import { type NewSession, openSession } from './open-session.ts';

/** Sees nothing. */
const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000';

interface Credentials {
  readonly login: string;
  readonly accountCode?: string | undefined;
  readonly password: string;
  readonly endOldest?: boolean | undefined;
}

interface Browser {
  readonly caller: Caller;
  /** By what this browser is remembered. */
  readonly deviceTokens: readonly string[];
}

/** A session, or the step that comes before it. */
export type SignInOutcome = { readonly session: NewSession } | { readonly session: null; readonly step: NextStep };

/**
 * Signs in with an e-mail address, or an account code and a username. One password check per attempt, also for people
 * who do not exist, and one answer for all that is wrong (OWASP ASVS 5.0, 6.3.8). Only who knows the password is told
 * that they are pending, switched off or at the wrong address, or is asked for a second factor. In a crowd all of a round `gather` behind the
 * password check, right or wrong. Throws `session.*`, `request.too_many`, `server.busy`.
 */
export async function signIn(db: Database, browser: Browser, credentials: Credentials, gather: Gather): Promise<SignInOutcome> {
  const { caller } = browser;
  const key = emailKey(credentials.login.trim());
  const code = credentials.accountCode?.trim().toUpperCase() || null;
  const name = nameOf(code, key);
  const { user, blocks, attempts } = await lookUp(db, { key, code, name, caller });
  demandFewer(LIMITS.signInFrom, attempts);
  const attempt: Attempt = { name, accountId: user?.accountId ?? null, userId: user?.id ?? null, browser: user?.browser ?? null };
  demandNotBlocked(blocks, attempt);
  const matches = await verifyPassword(user?.password_hash, credentials.password);
  await gather();
  if (!matches || !user) {
    await fail(db, caller, attempt, user);
    throw new Refusal('session.wrong_credentials', user ? { concerns: 'recorded' } : {});
  }
  // Under a lock of another of their names the right password counts as a wrong one: else the delay would tell which it was.
  const countIfWrong = async (error: unknown): Promise<never> => {
    if (error instanceof Refusal && error.code === 'session.wrong_credentials') await fail(db, caller, attempt, user);
    throw error;
  };
  const obstacle = obstacleOf(user, caller);
  if (obstacle) {
    const recording = db.write(user.accountId, async (tx) => {
      // The account first, as in every change of its policy.
      await Promise.all([holdPolicy(tx), settleAttempt(tx, caller, attempt)]);
      await recordFailure(tx, caller, user.id, obstacle.reason);
    });
    await recording.catch(countIfWrong);
    throw concerning(obstacle.refusal, 'recorded');
  }
  const newHash = isOutdated(user.password_hash ?? '') ? await hashPassword(credentials.password) : null;
  const endOldest = credentials.endOldest ?? false;
  const proceeding = db.write(user.accountId, async (tx) => {
    const person = { userId: user.id, caller, checkedHash: user.password_hash };
    const [held] = await Promise.all([holdSignIn(tx, person), settleAttempt(tx, caller, attempt)]);
    return proceed(tx, browser, { user, held, newHash, endOldest });
  });
  return proceeding.catch(countIfWrong);
}

interface Known {
  readonly user: Found;
  readonly held: HeldSignIn;
  readonly newHash: string | null;
  readonly endOldest: boolean;
}

/** The right password was typed: asks for the second factor, or opens the session. */
async function proceed(tx: Tx, browser: Browser, { user, held, newHash, endOldest }: Known): Promise<SignInOutcome> {
  const passwordHash = newHash === null ? user.password_hash : await replaceHash(tx, browser.caller, user, newHash);
  const asked = await askForSecondFactor(tx, { userId: user.id, email: user.email, passwordHash, held }, browser);
  if (asked.step) return { session: null, step: asked.step };
  const opening = { userId: user.id, caller: browser.caller, secondFactor: asked.secondFactor, endOldest };
  return { session: await openSession(tx, opening, held) };
}

/** The same password with today's parameters. */
async function replaceHash(tx: Tx, caller: Caller, user: Found, newHash: string): Promise<string> {
  const replaced = await tx
    .updateTable('users')
    .set({ password_hash: newHash })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', user.id)
    .where('password_hash', '=', user.password_hash)
    .executeTakeFirst();
  if (replaced.numUpdatedRows !== 1n) throw new Refusal('session.wrong_credentials');
  const changes = { passwordHash: 'changed' } as const;
  const doer = { userId: user.id, sessionId: null, caller };
  await record(tx, doer, { action: 'user.password_rehashed', target: { type: 'user', id: user.id }, changes });
  return newHash;
}

/** Counts a wrong password. It costs the same for nobody as for somebody: as many writes and commits. */
async function fail(db: Database, caller: Caller, attempt: Attempt, user: Found | null): Promise<void> {
  const from = originOf(caller);
  await countAttempt(db, LIMITS.signInFrom, from);
  const { locksNow } = await countFailure(db, attempt);
  if (!user) return costTheSame(db, from, locksNow ? 4 : 1);
  await db.write(user.accountId, async (tx) => {
    await recordFailure(tx, caller, user.id, 'password');
    if (locksNow) await markLocked(tx, caller, user.id);
  });
}

/** A transaction with so many writes, which says nothing: known and unknown people take as long (OWASP ASVS 5.0, 6.3.8). */
async function costTheSame(db: Database, from: string, writes: number): Promise<void> {
  await db.write(NO_ACCOUNT, async (tx) => {
    for (let n = 0; n < writes; n += 1) await countAttempt(tx, LIMITS.signInOfNobody, from);
  });
}

/** Why somebody with the right password is not let in. */
function obstacleOf(user: Found, caller: Caller): { reason: string; refusal: Refusal } | null {
  const code = refusalOfStatus(user.status);
  if (code) return { reason: user.status, refusal: new Refusal(code) };
  return user.is_address_allowed ? null : { reason: 'address', refusal: addressRefused(caller.address) };
}

/** What somebody in this state is refused with, who typed the right password. */
export function refusalOfStatus(status: UserStatus): ErrorCode | null {
  const codes: Partial<Record<UserStatus, ErrorCode>> = {
    pending: 'session.not_confirmed',
    inactive: 'session.inactive',
    deleted: 'session.wrong_credentials',
  };
  return codes[status] ?? null;
}

async function recordFailure(tx: Tx, caller: Caller, userId: string, reason: string): Promise<void> {
  const doer = { userId: null, sessionId: null, caller };
  const changes = { reason: { new: reason } };
  await recordRepeat(tx, doer, { action: 'user.sign_in_failed', target: { type: 'user', id: userId }, changes });
}
