import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { SessionsTable } from '../db/tables-of-sign-in.ts';
import type { Changes } from '../platform/activity.ts';

/** Ends the user's open sessions, but for one if that is named: they are refused from the commit on. Answers which, for the record. */
export async function endSessions(
  tx: Tx,
  userId: string,
  because: NonNullable<SessionsTable['ended_because']>,
  exceptSessionId?: string,
): Promise<Changes> {
  let sessions = tx
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()`, ended_because: because })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null);
  if (exceptSessionId) sessions = sessions.where('id', '<>', exceptSessionId);
  const ended = await sessions.returning('id').execute();
  return ended.length === 0 ? {} : { sessions: { old: ended.map(({ id }) => id), new: [] } };
}
