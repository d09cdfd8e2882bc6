import { randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/pool.ts';
import { hashWithSalt } from '../platform/passwords.ts';

/** Without what is easily taken for something else: 0 o, 1 i l. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const [CODES, LENGTH] = [10, 10];

export interface NewRecoveryCodes {
  /** As people read them: `k4m7q-x2p9d`. */
  readonly codes: string[];
  readonly hashes: readonly Buffer[];
  readonly salt: Buffer;
}

/**
 * Ten codes of 49 bits each, with their argon2id hashes (OWASP ASVS 5.0, 6.5.2: less than 112 bits need a password hash).
 * Outside a transaction, since it takes a while. Throws `server.busy`.
 */
export async function newRecoveryCodes(): Promise<NewRecoveryCodes> {
  const salt = randomBytes(16);
  const codes = Array.from({ length: CODES }, newCode);
  const hashes = await Promise.all(codes.map((code) => hashWithSalt(code, salt)));
  return { codes: codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`), hashes, salt };
}

function newCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** Puts these codes in the place of all earlier ones. */
export async function saveRecoveryCodes(tx: Tx, userId: string, { hashes, salt }: NewRecoveryCodes): Promise<void> {
  await removeRecoveryCodes(tx, userId);
  await tx
    .insertInto('recovery_codes')
    .values(hashes.map((code_hash) => ({ account_id: tx.accountId, user_id: userId, code_hash, salt })))
    .execute();
}

export async function removeRecoveryCodes(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('account_id', '=', tx.accountId).where('user_id', '=', userId).execute();
}

/** The hash under which a typed code would stand; null where the user has none. One argon2id run. Throws `server.busy`. */
export async function recoveryCodeHash(db: Database, accountId: string, userId: string, code: string): Promise<Buffer | null> {
  const set = await unused(db.reader(accountId), userId).select('salt').executeTakeFirst();
  return set ? hashWithSalt(code, set.salt) : null;
}

function unused(db: Reader, userId: string) {
  return db.selectFrom('recovery_codes').where('user_id', '=', userId).where('used_at', 'is', null).limit(1);
}

/** Uses one code up and answers how many are left; null where it is none. Of fifty at once, one is right. */
export async function spendRecoveryCode(tx: Tx, userId: string, codeHash: Buffer | null): Promise<number | null> {
  if (!codeHash) return null;
  const used = await tx
    .updateTable('recovery_codes')
    .set({ used_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) return null;
  const left = tx.selectFrom('recovery_codes').select(({ fn }) => fn.countAll<string>().as('count'));
  const { count } = await left
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
