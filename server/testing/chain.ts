import pg from 'pg';
import type { HeadFacts } from '../activity/head.ts';
import { verifyActivity } from '../activity/verify-activity.ts';
import type { Verified } from '../activity/verify-chain.ts';
import type { Database } from '../db/pool.ts';
import { type Doer, record } from '../platform/activity.ts';
import type { TestApp } from './app.ts';
import type { MadeAccount } from './factories.ts';
import { waitFor } from './mail-server.ts';

// The chains of activity, behind the product's back.

const VISITOR: Doer = { userId: null, sessionId: null, caller: { address: '192.0.2.7', device: 'Test' } };

/** Records so many entries of the account, each in a transaction of its own. */
export async function recordEntries(db: Database, accountId: string, count: number, doer: Doer = VISITOR): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const changes = { name: { old: `Näme ${n}`, new: `"quoted" ${n + 1}` } };
    await db.write(accountId, (tx) =>
      record(tx, doer, { action: 'account.changed', target: { type: 'account', id: accountId }, changes }),
    );
  }
}

/** How often blocks name each entry of the account, or of all. */
export async function timesSealed(owner: pg.Pool, accountId?: string): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ id: string; times: number }>(
    `select a.id, count(n.id)::int as times from activity a
     left join (select account_id, unnest(entry_ids) as id from activity_blocks) n on n.account_id = a.account_id and n.id = a.id
     where $1::uuid is null or a.account_id = $1 group by a.id order by a.id`,
    [accountId ?? null],
  );
  return new Map(rows.map(({ id, times }) => [id, times]));
}

/** Waits until each of so many entries, or more, is sealed, and answers how often each is. */
export function untilSealed(owner: pg.Pool, accountId: string, atLeast = 1): Promise<Map<string, number>> {
  return waitFor(async () => {
    const times = await timesSealed(owner, accountId);
    return times.size >= atLeast && !times.values().some((count) => count === 0) ? times : null;
  }, 'the entries to be sealed');
}

/** As whoever owns the whole database, with every trigger and foreign key off. */
export async function behindTheBack(app: TestApp, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: app.urls.superuser });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** An account with a chain of three blocks of four entries, and their ids in its order. */
export async function chainOfThree(app: TestApp): Promise<{ account: MadeAccount; ids: string[] }> {
  const account = await app.make.account();
  const visitor = { ...VISITOR, caller: { address: '2001:DB8::1', device: 'Test "1"' } };
  const target = { type: 'account' as const, id: account.id };
  const changes = { name: { old: 'a', new: 'ä\u2028"' }, languages: { new: ['de', 'en'] }, password: 'changed' as const };
  for (const total of [4, 8, 12]) {
    // Together, so that they stand in one block.
    await app.db.write(account.id, async (tx) => {
      for (let n = 0; n < 4; n += 1) await record(tx, visitor, { action: 'account.changed', target, changes });
    });
    await untilSealed(app.owner, account.id, total);
  }
  const { rows } = await app.owner.query<{ entry_ids: string[] }>(
    'select entry_ids from activity_blocks where account_id = $1 order by number',
    [account.id],
  );
  if (rows.length !== 3) throw new Error(`There are ${rows.length} blocks.`);
  return { account, ids: rows.flatMap(({ entry_ids }) => entry_ids) };
}

/** What the check of one account's chain finds. */
export async function verifyOne(
  app: TestApp,
  code: string,
  heads: ReadonlyMap<string, HeadFacts> = new Map(),
): Promise<Verified> {
  const results: Verified[] = [];
  const seen = { progress: () => undefined, verified: (_: unknown, result: Verified) => results.push(result) };
  const { isWhole } = await verifyActivity(app.urls.owner, { code, heads }, seen);
  const [result] = results;
  if (!result || results.length > 1 || isWhole !== (result.broken === null)) throw new Error('It contradicts itself.');
  return result;
}

/** An entry with values, as if it had been recorded at noon of that day. Answers its id. */
export async function recordLongAgo(app: TestApp, accountId: string, day: string): Promise<string> {
  const { rows } = await app.owner.query<{ id: string }>(
    `with made as (
       select (left(activity_id_at($2)::text, 14) || '7' || substr(gen_random_uuid()::text, 16))::uuid as id,
         uuid_send(gen_random_uuid()) as salt
     ), entry as (
       insert into activity (account_id, id, at, action, actor_kind, target_type, target_id, values_hash)
       select $1, id, $2, 'account.changed', 'visitor', 'account', $1, activity_values_hash(salt, null, 'Old', '{}', 1) from made
     )
     insert into activity_values (account_id, activity_id, salt, device) select $1, id, salt, 'Old' from made returning activity_id as id`,
    [accountId, `${day}T12:00:00Z`],
  );
  return rows[0]?.id ?? '';
}
