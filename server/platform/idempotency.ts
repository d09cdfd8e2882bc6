import { createHash } from 'node:crypto';
import type { Tx } from '../db/pool.ts';
import { Refusal } from './refusal.ts';

/** A request that may be repeated: by whom, under which key (may be none), and what it asks. */
export interface Repeatable {
  readonly userId: string;
  readonly key: string | undefined;
  readonly request: unknown;
}

/**
 * Does the work once per key and answers its id every time. A repeat that comes at the same moment waits for the first.
 * Throws `idempotency.mismatch` where the key was used for another request.
 */
export async function once(tx: Tx, { userId, key, request }: Repeatable, id: string, work: () => Promise<void>): Promise<string> {
  if (key === undefined) {
    await work();
    return id;
  }
  const request_hash = createHash('sha256').update(JSON.stringify(request)).digest();
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ account_id: tx.accountId, user_id: userId, key, request_hash, result_id: id })
    .onConflict((conflict) => conflict.columns(['account_id', 'user_id', 'key']).doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows === 1n) {
    await work();
    return id;
  }
  const before = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'result_id'])
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!before.request_hash.equals(request_hash)) throw new Refusal('idempotency.mismatch');
  return before.result_id;
}
