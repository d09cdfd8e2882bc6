import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';
import { BY_ITSELF, record } from '../platform/activity.ts';
import type { Secrets } from '../platform/secrets.ts';
import { placeOf } from './authenticators.ts';
import { findAuthenticator } from './queries.ts';

/** The ids of keys that seal something in the database and are not there any more. */
export async function findMissingKeys(db: Database, secrets: Secrets): Promise<string[]> {
  const { rows } = await sql<{ id: Buffer }>`select secret_keys_in_use() as id`.execute(db.reader(null));
  return rows.filter(({ id }) => !secrets.knows(id)).map(({ id }) => id.toString('hex'));
}

/** Encrypts with the newest key what an older one holds, so that the older one can go; answers how many. */
export async function reseal(db: Database, secrets: Secrets): Promise<number> {
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ account_id: string; user_id: string }>`
      select account_id, user_id from authenticators_to_reseal(${secrets.newestKeyId})`.execute(db.reader(null));
    if (rows.length === 0) return count;
    for (const { account_id, user_id } of rows) await resealOne(db, secrets, account_id, user_id);
    count += rows.length;
  }
}

async function resealOne(db: Database, secrets: Secrets, accountId: string, userId: string): Promise<void> {
  await db.write(accountId, async (tx) => {
    const app = await findAuthenticator(tx, userId);
    if (!app || app.key_id.equals(secrets.newestKeyId)) return;
    const place = placeOf(accountId, userId);
    const sealed = secrets.seal(place, secrets.open(place, { secret: app.secret, keyId: app.key_id }));
    await tx
      .updateTable('authenticators')
      .set({ secret: sealed.secret, key_id: sealed.keyId })
      .where('account_id', '=', accountId)
      .where('user_id', '=', userId)
      .where('secret', '=', app.secret)
      .execute();
    const changes = { authenticator: 'changed' } as const;
    await record(tx, BY_ITSELF, { action: 'user.authenticator_resealed', target: { type: 'user', id: userId }, changes });
  });
}
