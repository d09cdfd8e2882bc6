import { sql } from 'kysely';
import { emailKey } from '../../contract/text.ts';
import type { Database, Reader, Tx } from '../db/pool.ts';
import type { Caller } from '../platform/activity.ts';
import { countAttempt, LIMITS, originOf } from '../platform/limits.ts';
import { newId } from '../platform/tokens.ts';

/**
 * Writes down that somebody asked. Whether there is such a person is found out by the job, so that the answer and its
 * time say nothing. Throws `request.too_many`.
 */
export async function requestPasswordReset(db: Database, caller: Caller, email: string): Promise<void> {
  const key = emailKey(email);
  await countAttempt(db, LIMITS.resetFrom, originOf(caller));
  await countAttempt(db, LIMITS.resetFor, key);
  await askForReset(db.reader(null), key, caller);
}

/** Leaves it to the job to find out who has the address, and to mail them. */
export async function askForReset(db: Reader | Tx, key: string, { address }: Caller): Promise<void> {
  await sql`select request_password_reset(${newId()}::uuid, ${key}, ${address}::inet)`.execute(db);
}
