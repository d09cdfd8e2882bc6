import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';

/** Raises the version that user and profile share; everybody who looks at them hears of it. */
export function raiseVersion(tx: Tx, userId: string): Promise<void> {
  return raiseVersions(tx, [userId]);
}

/** The same of several. */
export async function raiseVersions(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('users')
    .set({ version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where(sql<boolean>`id = any(${userIds}::uuid[])`)
    .execute();
}
