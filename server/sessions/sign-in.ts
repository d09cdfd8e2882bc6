import { sql } from 'kysely';
import { emailKey } from '../../contract/text.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Database, Tx } from '../db/pool.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, demandRoom, forgiveAttempt, LIMITS } from '../platform/limits.ts';
import { hashPassword, isOutdated, verifyPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { askForSecondFactor, type NextStep } from '../second-factors/ask-for-second-factor.ts';
import { type NewSession, openSession } from './open-session.ts';

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
 * that they are pending or switched off, or asked for a second factor. Throws `session.*`, `request.too_many`, `server.busy`.
 */
export async function signIn(db: Database, browser: Browser, credentials: Credentials): Promise<SignInOutcome> {
  const { caller } = browser;
  const key = emailKey(credentials.login.trim());
  const code = credentials.accountCode?.trim().toUpperCase() || null;
  const from = caller.address ?? '';
  const attempt = `${from} ${code ?? ''} ${key}`;
  const [user] = await Promise.all([
    findUser(db, key, code),
    demandRoom(db, LIMITS.signInFrom, from),
    countAttempt(db, LIMITS.signInAs, attempt),
  ]);
  const isRight = await verifyPassword(user?.password_hash, credentials.password);
  if (!isRight) await countAttempt(db, LIMITS.signInFrom, from);
  if (!user) {
    // Costs what it costs to record the failure of somebody who exists: a write and its commit.
    await countAttempt(db, LIMITS.signInOfNobody, from);
    throw new Refusal('session.wrong_credentials');
  }
  if (!isRight) {
    await db.write(user.accountId, (tx) => recordFailure(tx, caller, user.id, 'password'));
    throw new Refusal('session.wrong_credentials');
  }
  if (user.status !== 'active') {
    await forgiveAttempt(db, LIMITS.signInAs, attempt);
    await db.write(user.accountId, (tx) => recordFailure(tx, caller, user.id, user.status));
    throw new Refusal(user.status === 'pending' ? 'session.not_confirmed' : 'session.inactive');
  }
  const newHash = isOutdated(user.password_hash ?? '') ? await hashPassword(credentials.password) : null;
  const proceeding = db.write(user.accountId, async (tx) => {
    const [outcome] = await Promise.all([
      proceed(tx, browser, user, newHash, credentials.endOldest ?? false),
      forgiveAttempt(tx, LIMITS.signInAs, attempt),
    ]);
    return outcome;
  });
  return proceeding.catch(async (error: unknown) => {
    // The password was right, so the attempt is forgiven also where the transaction was rolled back.
    if (error instanceof Refusal && error.code !== 'session.wrong_credentials')
      await forgiveAttempt(db, LIMITS.signInAs, attempt);
    throw error;
  });
}

type Known = NonNullable<Awaited<ReturnType<typeof findUser>>>;

/** The right password was typed: asks for the second factor, or opens the session. */
async function proceed(
  tx: Tx,
  browser: Browser,
  user: Known,
  newHash: string | null,
  endOldest: boolean,
): Promise<SignInOutcome> {
  const passwordHash = newHash === null ? user.password_hash : await replaceHash(tx, user, newHash);
  const person = { userId: user.id, email: user.email, passwordHash };
  const asked = await askForSecondFactor(tx, person, browser);
  if (asked.step) return { session: null, step: asked.step };
  const opening = { userId: user.id, caller: browser.caller, checkedHash: passwordHash, endOldest };
  return { session: await openSession(tx, { ...opening, secondFactor: asked.secondFactor }) };
}

/** The same password with today's parameters. */
async function replaceHash(tx: Tx, user: Known, newHash: string): Promise<string> {
  const replaced = await tx
    .updateTable('users')
    .set({ password_hash: newHash })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', user.id)
    .where('password_hash', '=', user.password_hash)
    .executeTakeFirst();
  if (replaced.numUpdatedRows !== 1n) throw new Refusal('session.wrong_credentials');
  return newHash;
}

interface Found {
  readonly id: string;
  readonly account_id: string;
  readonly email: string;
  readonly status: UserStatus;
  readonly password_hash: string | null;
}

async function findUser(db: Database, key: string, code: string | null) {
  const { rows } = await sql<Found>`
    select u.id, u.account_id, u.email, u.status, u.password_hash from find_sign_in(${key}, ${code}) f
    join users u on u.account_id = f.account_id and u.id = f.user_id`.execute(db.signInReader(key, code));
  const user = rows[0];
  return user ? { ...user, accountId: user.account_id } : null;
}

async function recordFailure(tx: Tx, caller: Caller, userId: string, reason: string): Promise<void> {
  const doer = { userId: null, sessionId: null, caller };
  const changes = { reason: { new: reason } };
  await record(tx, doer, { action: 'user.sign_in_failed', target: { type: 'user', id: userId }, changes });
}
