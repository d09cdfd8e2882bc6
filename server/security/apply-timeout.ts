import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { findPolicyInForce } from './queries.ts';

/**
 * Open sessions end no later than the timeout in force says, counted from sign-in: at once where that has passed. With a
 * user's id of this user, else of everybody who follows the account: no role of theirs says another. A longer timeout counts from the next sign-in, since
 * the cookie of an open session has its end.
 */
export async function shortenSessions(tx: Tx, userId?: string): Promise<void> {
  let sessions = tx
    .updateTable('sessions as s')
    .where('s.account_id', '=', tx.accountId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', sql<Date>`now()`);
  if (userId === undefined) {
    const end = sql<Date>`s.created_at + make_interval(secs => a.session_seconds)`;
    await sessions
      .from(['users as u', 'accounts as a'])
      .set({ expires_at: sql<Date>`least(s.expires_at, ${end})` })
      .whereRef('a.id', '=', 's.account_id')
      .whereRef('u.account_id', '=', 's.account_id')
      .whereRef('u.id', '=', 's.user_id')
      .where('u.session_seconds', 'is', null)
      .where(
        sql<boolean>`not exists (select from agent_roles m join dialer_roles r on r.account_id = m.account_id and r.id = m.role_id
          where m.account_id = u.account_id and m.user_id = u.id and r.session_seconds is not null)`,
      )
      .where(sql<boolean>`s.expires_at > ${end}`)
      .execute();
    return;
  }
  const policy = await findPolicyInForce(tx, userId);
  const end = sql<Date>`s.created_at + make_interval(secs => ${policy?.sessionSeconds.value ?? 0}::int)`;
  sessions = sessions.where('s.user_id', '=', userId).where(sql<boolean>`s.expires_at > ${end}`);
  await sessions.set({ expires_at: sql<Date>`least(s.expires_at, ${end})` }).execute();
}

/** The same for some users, in one statement: their own timeout, else the shortest that their roles say, else the account's. */
export async function shortenSessionsOf(tx: Tx, userIds: readonly string[]): Promise<void> {
  const ofRoles = sql`(select min(r.session_seconds) from agent_roles m
    join dialer_roles r on r.account_id = m.account_id and r.id = m.role_id
    where m.account_id = u.account_id and m.user_id = u.id)`;
  const end = sql<Date>`s.created_at + make_interval(secs => coalesce(u.session_seconds, ${ofRoles}, a.session_seconds))`;
  await tx
    .updateTable('sessions as s')
    .from(['users as u', 'accounts as a'])
    .set({ expires_at: sql<Date>`least(s.expires_at, ${end})` })
    .where('s.account_id', '=', tx.accountId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .whereRef('a.id', '=', 's.account_id')
    .whereRef('u.account_id', '=', 's.account_id')
    .whereRef('u.id', '=', 's.user_id')
    .where(sql<boolean>`u.id = any(${userIds}::uuid[])`)
    .where(sql<boolean>`s.expires_at > ${end}`)
    .execute();
}
