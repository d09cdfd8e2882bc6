import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../db/pool.ts';
import { nameOf } from '../security/lockout.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { inBulk } from '../testing/in-bulk.ts';
import { lookUp } from './look-up.ts';
import { findSignedIn } from './queries.ts';

const USERS = 20_000;
const CALLER = { address: '203.0.113.7', device: null };

let app: TestApp;
let large: MadeAccount;
let other: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  [large, other] = [await app.make.account(), await app.make.account()];
  await inBulk(app.urls, (client) =>
    client.query(
      `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status,
         password_hash, confirmed_at)
       select $1, gen_random_uuid(), mail, mail, 'user' || n, 'user' || n, 'A', 'B', 'a b', 'a b ' || mail, 'active', 'x', now()
       from generate_series(1, $2::bigint) n, lateral (select 'user' || n || '@large.example' as mail) m`,
      [large.id, USERS],
    ),
  );
  await app.owner.query('vacuum analyze users');
});
afterAll(() => app.close());

describe('whom a sign-in means', () => {
  it('is read alone, whoever was looked for before on the same connection', async () => {
    const before = await usersRead();
    const db = openDatabase(app.urls.app, 1);
    const find = (key: string) => lookUp(db, { key, code: null, name: nameOf(null, key), caller: CALLER });
    for (let n = 0; n < 3; n += 1) expect((await find(`nobody${n}@large.example`)).user).toBeNull();
    for (let n = 1; n < 4; n += 1) expect((await find(`user${n}@large.example`)).user?.accountId).toBe(large.id);
    // What it has read is counted when it ends.
    await db.close();
    await expect.poll(usersRead).toBeGreaterThan(before);
    expect((await usersRead()) - before).toBeLessThan(50);
  });

  it('is nobody of another account', async () => {
    const client = new pg.Client({ connectionString: app.urls.app });
    await client.connect();
    const meant = async (accountId: string, userId: string) => {
      const text = "select set_config('app.account_id', $1, false), set_config('app.user_id', $2, false)";
      await client.query(text, [accountId, userId]);
      return (await client.query('select id from user_signing_in()')).rows;
    };
    expect(await meant(large.id, large.owner.id)).toEqual([{ id: large.owner.id }]);
    expect(await meant(large.id, other.owner.id)).toEqual([]);
    expect(await meant('', other.owner.id)).toEqual([]);
    expect(await meant(large.id, '')).toEqual([]);
    await client.end();
  });
});

it('a stranger’s token makes no plan that those who are signed in get', async () => {
  const db = openDatabase(app.urls.app, 1);
  for (let n = 0; n < 12; n += 1) expect(await findSignedIn(db, `strange${n}`, CALLER)).toBeNull();
  const plans = sql<{ generic: number; custom: number }>`
    select sum(generic_plans)::int as generic, sum(custom_plans)::int as custom from pg_prepared_statements
    where statement like '%from sessions s%' and statement not like '%pg_prepared_statements%'`;
  expect((await plans.execute(db.reader(null))).rows).toEqual([{ generic: 0, custom: 12 }]);
  await db.close();
});

/** How many entries of the indexes of users were read, by everybody so far. */
async function usersRead(): Promise<number> {
  const { rows } = await app.owner.query(
    "select sum(idx_tup_read)::int as count from pg_stat_user_indexes where relname = 'users'",
  );
  return rows[0]?.count ?? 0;
}
