import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';

/** Raises the version that user and profile share; everybody who looks at them hears of it. */
export async function raiseVersion(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('users')
    .set({ version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .execute();
}
