import { sql } from 'kysely';
import { networkOf } from '../../contract/ip-address.ts';
import type { Database, Tx } from '../db/pool.ts';
import type { Caller } from './activity.ts';
import { Refusal } from './refusal.ts';
import { hashOf } from './tokens.ts';

/** How often something may be done in a window of time. */
interface Limit {
  readonly bucket: string;
  readonly most: number;
  readonly windowSeconds: number;
}

const HOUR = 3600;
const QUARTER = 900;

export const LIMITS = {
  signUpFrom: { bucket: 'sign_up.from', most: 20, windowSeconds: HOUR },
  signUpFor: { bucket: 'sign_up.for', most: 5, windowSeconds: HOUR },
  resetFrom: { bucket: 'reset.from', most: 20, windowSeconds: HOUR },
  resetFor: { bucket: 'reset.for', most: 5, windowSeconds: HOUR },
  activationBy: { bucket: 'activation.by', most: 500, windowSeconds: HOUR },
  activationFor: { bucket: 'activation.for', most: 5, windowSeconds: HOUR },
  activationTry: { bucket: 'activation.try', most: 10, windowSeconds: HOUR },
  signInFrom: { bucket: 'sign_in.from', most: 300, windowSeconds: QUARTER },
  signInOfNobody: { bucket: 'sign_in.of_nobody', most: Number.POSITIVE_INFINITY, windowSeconds: QUARTER },
  newSignInFor: { bucket: 'new_sign_in.for', most: 5, windowSeconds: HOUR },
  codeOf: { bucket: 'code.of', most: 10, windowSeconds: QUARTER },
  codeMailFor: { bucket: 'code_mail.for', most: 10, windowSeconds: HOUR },
  resetCodeTry: { bucket: 'reset_code.try', most: 10, windowSeconds: QUARTER },
  providersFrom: { bucket: 'providers.from', most: 120, windowSeconds: QUARTER },
  providerStartFrom: { bucket: 'provider_start.from', most: 120, windowSeconds: QUARTER },
  providerStartBy: { bucket: 'provider_start.by', most: 20, windowSeconds: QUARTER },
  providerCallbackFrom: { bucket: 'provider_callback.from', most: 240, windowSeconds: QUARTER },
  providerTestOf: { bucket: 'provider_test.of', most: 20, windowSeconds: QUARTER },
  extensionsBy: { bucket: 'extensions.by', most: 2000, windowSeconds: HOUR },
  sipPasswordsBy: { bucket: 'sip_passwords.by', most: 500, windowSeconds: HOUR },
  temporaryPasswordsBy: { bucket: 'temporary_passwords.by', most: 500, windowSeconds: HOUR },
  passwordOf: { bucket: 'password.of', most: 10, windowSeconds: QUARTER },
} as const satisfies Record<string, Limit>;

/** What limits of an address count by. Who has one IPv6 address has the 2^64 of its network (RFC 8981), and draws another at will. */
export function originOf({ address }: Caller): string {
  return networkOf(address ?? '');
}

/** Whether there is room for another attempt; counts none. Throws `request.too_many` at the limit. */
export async function demandRoom(tx: Tx, limit: Limit, key: string): Promise<void> {
  const { rows } = await sql<{ count: number }>`select ${attemptsSoFar(limit, hashOf(key))} as count`.execute(tx);
  demandFewer(limit, rows[0]?.count ?? 0);
}

/** How many attempts there were under the hash of a key, as a piece of a query. */
export function attemptsSoFar({ bucket, windowSeconds }: Limit, keyHash: Buffer) {
  return sql<number>`attempts_so_far(${sql.lit(bucket)}, ${keyHash}, ${sql.lit(windowSeconds)})`;
}

/** Throws `request.too_many` where so many attempts leave no room for another. */
export function demandFewer(limit: Limit, attempts: number): void {
  if (attempts >= limit.most) throw tooMany(limit);
}

/**
 * Counts one attempt in the database (so it holds across processes); inside a transaction, only if that is committed.
 * Throws `request.too_many` beyond the limit.
 */
export async function countAttempt(db: Database | Tx, limit: Limit, key: string): Promise<void> {
  if ((await count(db, limit, key, 1)) <= limit.most) return;
  throw tooMany(limit);
}

/** Counts one attempt, and says whether it is within the limit: for what is left out beyond it, and refused to nobody. */
export async function isWithin(tx: Tx, limit: Limit, key: string): Promise<boolean> {
  return (await count(tx, limit, key, 1)) <= limit.most;
}

function tooMany({ windowSeconds }: Limit): Refusal {
  const secondsLeft = windowSeconds - (Math.floor(Date.now() / 1000) % windowSeconds);
  return new Refusal('request.too_many', { params: { minutes: Math.ceil(secondsLeft / 60) }, retryAfter: secondsLeft });
}

/** Takes an attempt back that turned out to be a good one. */
export async function forgiveAttempt(db: Database | Tx, limit: Limit, key: string): Promise<void> {
  await count(db, limit, key, -1);
}

async function count(db: Database | Tx, { bucket, windowSeconds }: Limit, key: string, by: 1 | -1): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count_attempt(${bucket}, ${hashOf(key)}, ${windowSeconds}::int, ${by}::int) as count`.execute(
    'reader' in db ? db.reader(null) : db,
  );
  return rows[0]?.count ?? 0;
}
