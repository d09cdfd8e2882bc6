import { sql } from 'kysely';
import type { ErrorCode } from '../../contract/errors.ts';
import { emailKey } from '../../contract/text.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Database, Tx } from '../db/pool.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, demandRoom, LIMITS } from '../platform/limits.ts';
import { hashPassword, isOutdated, verifyPassword } from '../platform/passwords.ts';
import { concerning, Refusal } from '../platform/refusal.ts';
import { recordRepeat } from '../platform/repeats.ts';
import { askForSecondFactor, type NextStep } from '../second-factors/ask-for-second-factor.ts';
import { addressRefused, isAddressAllowed } from '../security/allowed-address.ts';
import { browsersOf } from '../security/known-browsers.ts';
import { type Attempt, countFailure, demandNotBlocked, findBlocks, nameOf, settleAttempt } from '../security/lockout.ts';
import { holdPolicy } from '../security/queries.ts';
import { markLocked } from '../security/unlock-user.ts';
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
 * that they are pending, switched off or at the wrong address, or is asked for a second factor. Throws `session.*`, `request.too_many`, `server.busy`.
 */
export async function signIn(db: Database, browser: Browser, credentials: Credentials): Promise<SignInOutcome> {
  const { caller } = browser;
  const key = emailKey(credentials.login.trim());
  const code = credentials.accountCode?.trim().toUpperCase() || null;
  const name = nameOf(code, key);
  const [user, blocks] = await Promise.all([
    findUser(db, key, code, caller),
    findBlocks(db, name, browsersOf(caller)),
    demandRoom(db, LIMITS.signInFrom, caller.address ?? ''),
  ]);
  const attempt: Attempt = { name, accountId: user?.accountId ?? null, userId: user?.id ?? null, browser: user?.browser ?? null };
  demandNotBlocked(blocks, attempt);
  if (!(await verifyPassword(user?.password_hash, credentials.password)) || !user) {
    await fail(db, caller, attempt, user);
    throw new Refusal('session.wrong_credentials', user ? { concerns: 'recorded' } : {});
  }
  const obstacle = obstacleOf(user, caller);
  if (obstacle) {
    await db.write(user.accountId, async (tx) => {
      await demandStillOpen(tx, caller, attempt);
      await recordFailure(tx, caller, user.id, obstacle.reason);
    });
    throw concerning(obstacle.refusal, 'recorded');
  }
  const newHash = isOutdated(user.password_hash ?? '') ? await hashPassword(credentials.password) : null;
  const endOldest = credentials.endOldest ?? false;
  return db.write(user.accountId, async (tx) => {
    await demandStillOpen(tx, caller, attempt);
    return proceed(tx, browser, { user, newHash, endOldest });
  });
}

interface Known {
  readonly user: Found;
  readonly newHash: string | null;
  readonly endOldest: boolean;
}

/** The right password was typed: asks for the second factor, or opens the session. */
async function proceed(tx: Tx, browser: Browser, { user, newHash, endOldest }: Known): Promise<SignInOutcome> {
  const passwordHash = newHash === null ? user.password_hash : await replaceHash(tx, browser.caller, user, newHash);
  const asked = await askForSecondFactor(tx, { userId: user.id, email: user.email, passwordHash }, browser);
  if (asked.step) return { session: null, step: asked.step };
  const opening = { userId: user.id, caller: browser.caller, checkedHash: passwordHash, endOldest };
  return { session: await openSession(tx, { ...opening, secondFactor: asked.secondFactor }) };
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

/** A wrong password that was looked at while others were: it counts as one that came after them. */
async function demandStillOpen(tx: Tx, caller: Caller, attempt: Attempt): Promise<void> {
  // The account first, as in every change of its policy.
  await Promise.all([holdPolicy(tx), settleAttempt(tx, attempt), demandRoom(tx, LIMITS.signInFrom, caller.address ?? '')]);
}

/** Counts a wrong password. It costs the same for nobody as for somebody: as many writes and commits. */
async function fail(db: Database, caller: Caller, attempt: Attempt, user: Found | null): Promise<void> {
  const from = caller.address ?? '';
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
  const codes: Partial<Record<UserStatus, ErrorCode>> = { pending: 'session.not_confirmed', inactive: 'session.inactive' };
  const code = codes[user.status];
  if (code) return { reason: user.status, refusal: new Refusal(code) };
  return user.is_address_allowed ? null : { reason: 'address', refusal: addressRefused(caller.address) };
}

interface Found {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly status: UserStatus;
  readonly password_hash: string | null;
  readonly browser: Buffer | null;
  readonly is_address_allowed: boolean;
}

async function findUser(db: Database, key: string, code: string | null, caller: Caller): Promise<Found | null> {
  const { rows } = await sql<Found>`
    select u.id, u.account_id as "accountId", u.email, u.status, u.password_hash, ${isAddressAllowed(caller.address)} as is_address_allowed,
      (select b.token_hash from known_browsers b where b.account_id = u.account_id and b.user_id = u.id
        and b.token_hash = any (${browsersOf(caller)}::bytea[]) order by b.seen_at desc limit 1) as browser
    from find_sign_in(${key}, ${code}) f
    join users u on u.account_id = f.account_id and u.id = f.user_id
    join accounts a on a.id = u.account_id`.execute(db.signInReader(key, code));
  return rows[0] ?? null;
}

async function recordFailure(tx: Tx, caller: Caller, userId: string, reason: string): Promise<void> {
  const doer = { userId: null, sessionId: null, caller };
  const changes = { reason: { new: reason } };
  await recordRepeat(tx, doer, { action: 'user.sign_in_failed', target: { type: 'user', id: userId }, changes });
}
