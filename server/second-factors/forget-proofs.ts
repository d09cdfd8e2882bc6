import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { Changes } from '../platform/activity.ts';
import { forgetDevices } from './remembered-devices.ts';

/** What was proved before counts no more: remembered browsers are forgotten, and sign-ins under way end. Answers which browsers, for the record. */
export async function forgetProofs(tx: Tx, userId: string): Promise<Changes> {
  const forgotten = await forgetDevices(tx, userId);
  await tx
    .updateTable('sign_in_attempts')
    .set({ ended_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
  return forgotten;
}
