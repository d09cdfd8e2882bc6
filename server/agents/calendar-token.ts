import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { BY_ITSELF, record } from '../platform/activity.ts';
import type { Secrets } from '../platform/secrets.ts';

const placeOf = (accountId: string, userId: string) => [accountId, userId, 'calendar'];

/** Keeps the token of the agent's calendar encrypted; null forgets it. */
export async function sealCalendarToken(tx: Tx, secrets: Secrets, userId: string, token: string | null): Promise<void> {
  const sealed = token === null ? null : secrets.seal(placeOf(tx.accountId, userId), Buffer.from(token));
  await tx
    .updateTable('agents')
    .set({ caldav_token: sealed?.secret ?? null, caldav_key_id: sealed?.keyId ?? null })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .execute();
}

/** The token of the agent's calendar, or null. */
export async function openCalendarToken(tx: Tx, secrets: Secrets, userId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('agents')
    .select(['caldav_token', 'caldav_key_id'])
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!row?.caldav_token || !row.caldav_key_id) return null;
  return secrets.open(placeOf(tx.accountId, userId), { secret: row.caldav_token, keyId: row.caldav_key_id }).toString();
}

/** Encrypts with the newest key the tokens that an older one holds; answers how many. */
export async function resealCalendars(db: Database, secrets: Secrets): Promise<number> {
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ account_id: string; user_id: string }>`
      select account_id, user_id from calendars_to_reseal(${secrets.newestKeyId})`.execute(db.reader(null));
    if (rows.length === 0) return count;
    for (const { account_id, user_id } of rows) await resealOne(db, secrets, account_id, user_id);
    count += rows.length;
  }
}

async function resealOne(db: Database, secrets: Secrets, accountId: string, userId: string): Promise<void> {
  await db.write(accountId, async (tx) => {
    const token = await openCalendarToken(tx, secrets, userId);
    if (token === null) return;
    await sealCalendarToken(tx, secrets, userId, token);
    const changes = { caldavToken: 'changed' } as const;
    await record(tx, BY_ITSELF, { action: 'agent.calendar_resealed', target: { type: 'user', id: userId }, changes });
  });
}
