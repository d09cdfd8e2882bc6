import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/pool.ts';
import { prepareOnce } from '../db/prepare.ts';
import type { Caller } from '../platform/activity.ts';
import { attemptsSoFar, demandFewer, LIMITS, originOf } from '../platform/limits.ts';
import { type Concern, Refusal } from '../platform/refusal.ts';
import { hashOf } from '../platform/tokens.ts';

/** Seconds for which each wrong password in a row blocks the next try: a growing delay, then the lock (S-6). */
const DELAYS = [0, 0, 0, 1, 2, 4, 8, 16, 32, 900];
const MOST = DELAYS.length;

/** Who tries to sign in: the name as it was typed, the user whom it means (if any), and from which browser. */
export interface Attempt {
  /** Of the user whom the name means. */
  readonly accountId: string | null;
  /** Account code and login, in the form in which they are compared. */
  readonly name: string;
  readonly userId: string | null;
  /** The hash of the token by which this user knows the browser; null: a stranger's. */
  readonly browser: Buffer | null;
}

/** A row of `sign_in_blocks`. */
export interface Blocked {
  readonly key_hash: Buffer;
  readonly failures: number;
  readonly seconds: number;
}

/**
 * What failures are counted by. Each browser that a user signed in from before counts alone, so that no stranger can lock
 * it. All others count together. Either way they count by the name, which the answer tells of whether or not it exists; and
 * by the user, so that another of their names gives no further tries.
 */
function keysOf({ name, userId, browser }: Attempt): { told: Buffer; all: Buffer[] } {
  const told = nameKey(name, browser);
  return { told, all: [told, userKey(userId ?? name, browser)] };
}

function nameKey(name: string, browser: Buffer | null): Buffer {
  return hashOf(browser ? `browser ${browser.toString('hex')} ${name}` : `name ${name}`);
}

function userKey(userId: string, browser: Buffer | null): Buffer {
  return hashOf(browser ? `browser ${browser.toString('hex')} user ${userId}` : `user ${userId}`);
}

/** Under what failures of this name may be counted, from any of these browsers, before anything is known about the user. */
export function keysBefore(name: string, browsers: readonly Buffer[]): Buffer[] {
  return [null, ...browsers].map((browser) => nameKey(name, browser));
}

/** Throws `session.wait` or `session.locked` where the attempt is one that is blocked: no password is looked at. */
export function demandNotBlocked(blocks: readonly Blocked[], attempt: Attempt): void {
  const { told } = keysOf(attempt);
  const block = blocks.find(({ key_hash }) => key_hash.equals(told));
  if (block) throw refused(block, attempt);
}

/**
 * Counts a wrong password, and answers whether it was the one that locks. Of a hundred at once ten are told that they were
 * wrong: throws `session.locked` for the others.
 */
export async function countFailure(db: Database, attempt: Attempt): Promise<{ locksNow: boolean }> {
  const { told, all } = keysOf(attempt);
  const { rows } = await sql<Blocked>`select * from count_sign_in_failure(${all}::bytea[], ${DELAYS}::int[])`.execute(
    db.reader(null),
  );
  const beyond = rows.find(({ key_hash, failures }) => key_hash.equals(told) && failures > MOST);
  if (beyond) throw refused(beyond, attempt);
  // The last key is the user's.
  const last = all.at(-1);
  return { locksNow: rows.some(({ key_hash, failures }) => last?.equals(key_hash) && failures === MOST) };
}

/**
 * After a right password, in the transaction that follows from it: forgets the failures. Where the limit of the caller's
 * address was reached while the password was looked at, throws `request.too_many`; where the lock came, `session.locked`;
 * under another of the user's names, `session.wrong_credentials`.
 */
export async function settleAttempt(tx: Tx, caller: Caller, attempt: Attempt): Promise<void> {
  const { told, all } = keysOf(attempt);
  const answered = await settle(tx, { all, fromHash: hashOf(originOf(caller)) });
  demandFewer(LIMITS.signInFrom, answered[0]?.attempts ?? 0);
  const rows = answered.filter(({ key_hash }) => key_hash !== null) as Blocked[];
  const isTold = rows.find(({ key_hash }) => key_hash.equals(told));
  if (isTold) throw refused(isTold, attempt);
  if (rows.length > 0) throw new Refusal('session.wrong_credentials', concernsOf(attempt));
}

/** One row for each lock, or one without. */
type Settled = { readonly [K in keyof Blocked]: Blocked[K] | null } & { readonly attempts: number };

const settle = prepareOnce(
  ({ all, fromHash }: { all: readonly Buffer[]; fromHash: Buffer }) => sql<Settled>`
    select s.*, ${sql.lit(MOST)} as failures, ${attemptsSoFar(LIMITS.signInFrom, fromHash)} as attempts
    from (select) as always left join settle_sign_in(${all}::bytea[], ${sql.lit(MOST)}) s on true`,
);

/** Every name by which a user signs in, as failures are counted. */
export function namesOf(accountCode: string, loginKeys: readonly (string | null)[]): string[] {
  return loginKeys.filter((key) => key !== null).flatMap((key) => [nameOf(null, key), nameOf(accountCode, key)]);
}

/** Forgets all failures that were counted against a user, under each of these names. */
export async function forgetFailures(
  tx: Tx,
  userId: string,
  names: readonly string[],
  browsers: readonly Buffer[],
): Promise<void> {
  const keys = [null, ...browsers].flatMap((browser) => [
    userKey(userId, browser),
    ...names.map((name) => nameKey(name, browser)),
  ]);
  await sql`select forget_sign_in_failures(${keys}::bytea[])`.execute(tx);
}

/** What a sign-in types, as it is counted. */
export function nameOf(accountCode: string | null, loginKey: string): string {
  return `${accountCode ?? ''} ${loginKey}`;
}

/** What a stranger’s browser is blocked by that tries a user under one of these names; the longest first. */
export async function blocksOf(db: Reader | Tx, userId: string, names: readonly string[]): Promise<Blocked[]> {
  const keys = [userKey(userId, null), ...names.map((name) => nameKey(name, null))];
  const { rows } = await sql<Blocked>`select * from sign_in_blocks(${keys}::bytea[])`.execute(db);
  return rows.sort((one, other) => other.seconds - one.seconds);
}

/** What a block is refused with: some wrong passwords make one wait, all of them lock. */
export function refusalOfBlock({ failures }: Pick<Blocked, 'failures'>): 'session.wait' | 'session.locked' {
  return failures < MOST ? 'session.wait' : 'session.locked';
}

function refused(block: Blocked, attempt: Attempt): Refusal {
  const { seconds } = block;
  const details = { ...concernsOf(attempt), retryAfter: seconds };
  if (refusalOfBlock(block) === 'session.wait') return new Refusal('session.wait', { ...details, params: { seconds } });
  return new Refusal('session.locked', { ...details, params: { minutes: Math.ceil(seconds / 60) } });
}

/** Whose attempt it was, for the record: no password was looked at. */
function concernsOf({ accountId, userId }: Attempt): { concerns?: Concern } {
  if (accountId === null || userId === null) return {};
  return { concerns: { accountId, userId, action: 'user.sign_in_failed', reason: 'locked' } };
}
