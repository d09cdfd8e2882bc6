import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';
import type { SignedIn } from './actor.ts';

/** The open sessions of a user of the reader's account, the newest first, as the API shows them. */
export async function listSessions(db: Database, reader: SignedIn, userId: string) {
  const rows = await db
    .reader(reader.accountId)
    .selectFrom('sessions')
    .select(['id', 'created_at', 'expires_at', 'address', 'device'])
    .where('account_id', '=', reader.accountId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  const items = rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    address: row.address,
    device: row.device,
    isCurrent: row.id === reader.sessionId,
  }));
  return { items };
}
