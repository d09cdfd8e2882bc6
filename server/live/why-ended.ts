import { sql } from 'kysely';
import type { EndReason } from '../../contract/live.ts';
import type { Database } from '../db/pool.ts';
import type { SignedIn } from '../sessions/actor.ts';

/** Why a session that is no longer good is not; null where it is, and only has another token by now. */
export async function whyEnded(db: Database, { accountId, sessionId }: SignedIn): Promise<EndReason | null> {
  const session = await db
    .reader(accountId)
    .selectFrom('sessions as s')
    .innerJoin('users as u', (join) => join.onRef('u.account_id', '=', 's.account_id').onRef('u.id', '=', 's.user_id'))
    .select(['s.ended_because', 'u.status', sql<boolean>`s.expires_at > now()`.as('is_in_time')])
    .where('s.account_id', '=', accountId)
    .where('s.id', '=', sessionId)
    .executeTakeFirst();
  if (session?.ended_because) return session.ended_because;
  if (session?.status === 'active') return session.is_in_time ? null : 'expired';
  return session?.status === 'inactive' ? 'user_deactivated' : 'user_deleted';
}
