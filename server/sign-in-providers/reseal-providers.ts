import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';
import { BY_ITSELF, record } from '../platform/activity.ts';
import type { Secrets } from '../platform/secrets.ts';
import { placeOf } from './providers.ts';

/** Encrypts with the newest key the client secrets that an older one holds; answers how many. */
export async function resealProviders(db: Database, secrets: Secrets): Promise<number> {
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ account_id: string; provider_id: string }>`
      select account_id, provider_id from providers_to_reseal(${secrets.newestKeyId})`.execute(db.reader(null));
    if (rows.length === 0) return count;
    for (const { account_id, provider_id } of rows) await resealOne(db, secrets, account_id, provider_id);
    count += rows.length;
  }
}

async function resealOne(db: Database, secrets: Secrets, accountId: string, id: string): Promise<void> {
  await db.write(accountId, async (tx) => {
    const row = await tx
      .selectFrom('account_sign_in_providers')
      .select(['client_secret', 'key_id'])
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return;
    const place = placeOf(accountId, id);
    const plain = secrets.open(place, { secret: row.client_secret, keyId: row.key_id });
    const { secret, keyId } = secrets.seal(place, plain);
    await tx
      .updateTable('account_sign_in_providers')
      .set({ client_secret: secret, key_id: keyId })
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .execute();
    const changes = { clientSecret: 'changed' } as const;
    await record(tx, BY_ITSELF, { action: 'sign_in_provider.resealed', target: { type: 'sign_in_provider', id }, changes });
  });
}
