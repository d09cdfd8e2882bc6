import type { EndReason } from '../../contract/live.ts';
import type { Database } from '../db/pool.ts';
import type { SignedIn } from '../sessions/actor.ts';

/** Why a session that is no longer good is not. */
export async function whyEnded(db: Database, { accountId, sessionId }: SignedIn): Promise<EndReason> {
  const session = await db
    .reader(accountId)
    .selectFrom('sessions as s')
    .innerJoin('users as u', (join) => join.onRef('u.account_id', '=', 's.account_id').onRef('u.id', '=', 's.user_id'))
    .select(['s.ended_because', 'u.status'])
    .where('s.account_id', '=', accountId)
    .where('s.id', '=', sessionId)
    .executeTakeFirst();
  if (session?.ended_because) return session.ended_because;
  if (session?.status === 'active') return 'expired';
  return session?.status === 'inactive' ? 'user_deactivated' : 'user_deleted';
}
