import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import type { SignedIn } from './actor.ts';

/** Ends this session; its token is refused from the commit on. */
export async function signOut(tx: Tx, signedIn: SignedIn): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()`, ended_because: 'signed_out' })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.sessionId)
    .where('ended_at', 'is', null)
    .execute();
  const changes = { sessions: { old: [signedIn.sessionId], new: [] } };
  await record(tx, signedIn, { action: 'user.signed_out', target: { type: 'user', id: signedIn.userId }, changes });
}
