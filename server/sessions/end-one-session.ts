import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from './actor.ts';
import { endSessions } from './end-sessions.ts';

/** Ends one open session of a user, with the commit. Whether the actor may is asked before. Throws `session.not_found`. */
export async function endOneSession(tx: Tx, signedIn: SignedIn, userId: string, sessionId: string): Promise<void> {
  const ended = await tx
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()`, ended_because: userId === signedIn.userId ? 'ended_by_user' : 'ended_by_admin' })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows !== 1n) throw new Refusal('session.not_found');
  const changes = { sessions: { old: [sessionId], new: [] } };
  await record(tx, signedIn, { action: 'user.session_ended', target: { type: 'user', id: userId }, changes });
}

/** Ends all open sessions of a user but the actor's own, with the commit. Whether the actor may is asked before. */
export async function endOtherSessions(tx: Tx, signedIn: SignedIn, userId: string): Promise<void> {
  const because = userId === signedIn.userId ? 'ended_by_user' : 'ended_by_admin';
  const changes = await endSessions(tx, userId, because, signedIn.sessionId);
  if (Object.keys(changes).length === 0) return;
  await record(tx, signedIn, { action: 'user.session_ended', target: { type: 'user', id: userId }, changes });
}
