import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';

let app: TestApp;
let worker: pg.Pool;
beforeAll(async () => {
  app = await startTestApp();
  worker = new pg.Pool({ connectionString: app.urls.worker, max: 1 });
});
afterAll(async () => {
  await worker.end();
  await app.close();
});

async function signUp(email: string): Promise<string> {
  const body = { companyName: 'Northwind Calls', firstName: 'Ana', lastName: 'Ruiz', email, password: PASSWORD };
  await app.visitor().call('signUp', { body });
  const { rows } = await app.owner.query<{ id: string }>('select account_id as id from users where email = $1', [email]);
  return rows[0]?.id ?? '';
}

async function age(accountId: string, interval: string): Promise<void> {
  await app.owner.query(`update accounts set created_at = now() - interval '${interval}' where id = $1`, [accountId]);
}

/** How many rows of the account each table of the catalogue holds, where it holds any. The live outbox goes by age. */
async function rowsOf(accountId: string): Promise<Record<string, number>> {
  const { rows: tables } = await app.owner.query<{ name: string }>(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'account_id' and table_name <> 'live_events'",
  );
  const counts: Record<string, number> = {};
  for (const { name } of [...tables, { name: 'accounts' }]) {
    const column = name === 'accounts' ? 'id' : 'account_id';
    const { rows } = await app.owner.query(`select count(*)::int as n from ${name} where ${column} = $1`, [accountId]);
    if (rows[0].n > 0) counts[name] = rows[0].n;
  }
  return counts;
}

describe('accounts that nobody confirmed', () => {
  it('vanish after seven days, with every row of theirs', async () => {
    const id = await signUp('late@clean.example');
    await app.mail.next('late@clean.example');
    expect(Object.keys(await rowsOf(id))).toEqual(
      expect.arrayContaining(['accounts', 'users', 'links', 'link_tokens', 'mails', 'activity', 'activity_values']),
    );
    await age(id, '7 days 1 minute');
    await worker.query('select clean_up()');
    expect(await rowsOf(id)).toEqual({});
  });

  it('stay for seven days', async () => {
    const id = await signUp('early@clean.example');
    await age(id, '6 days 23 hours');
    await worker.query('select clean_up()');
    expect(await rowsOf(id)).toMatchObject({ accounts: 1, users: 1 });
  });

  it('have a link that no longer works once they are gone', async () => {
    const id = await signUp('link@clean.example');
    const token = tokenIn(await app.mail.next('link@clean.example'));
    await age(id, '8 days');
    await worker.query('select clean_up()');
    const { problem } = await app.visitor().call('activate', { body: { token, password: PASSWORD } });
    expect(problem.code).toBe('link.invalid');
  });
});

describe('what stays', () => {
  it('is a confirmed account, however old, with its users and activity', async () => {
    const { id, owner } = await app.make.account();
    await app.make.user(id, { status: 'pending' });
    await (await app.make.signedIn(owner)).call('signOut');
    await age(id, '2 years');
    await worker.query('select clean_up()');
    expect(await rowsOf(id)).toMatchObject({ accounts: 1, users: 2, activity: 1, activity_values: 1, sessions: 1 });
  });
});

describe('what has run out', () => {
  it('goes: old attempts, keys, sessions and links; younger ones stay', async () => {
    const { id, owner } = await app.make.account();
    await app.owner.query(
      `insert into attempts select 'test', '\\x01', now() - n * interval '1 day', 1 from unnest(array[1, 3]) n`,
    );
    const values = [id, owner.id];
    await app.owner.query(
      `insert into idempotency_keys (account_id, user_id, key, request_hash, result_id, created_at)
       select $1, $2, n::text, '\\x01', $2, now() - n * interval '1 hour' from unnest(array[23, 25]) n`,
      values,
    );
    await app.owner.query(
      `insert into sessions (account_id, id, user_id, token_hash, expires_at)
       select $1, gen_random_uuid(), $2, sha256(n::text::bytea), now() - n * interval '1 day' from unnest(array[89, 91]) n`,
      values,
    );
    await app.owner.query(
      `insert into links (account_id, id, user_id, purpose, email, expires_at)
       select $1, gen_random_uuid(), $2, 'activation', 'x', now() - n * interval '1 day' from unnest(array[29, 31]) n`,
      values,
    );
    await worker.query('select clean_up()');
    expect(await rowsOf(id)).toMatchObject({ idempotency_keys: 1, sessions: 1, links: 1 });
    const { rowCount } = await app.owner.query("select 1 from attempts where bucket = 'test'");
    expect(rowCount).toBe(1);
  });

  it('is run by the worker, not by the application', async () => {
    const refused = app.db.write((await app.make.account()).id, async (tx) => {
      await sql`select clean_up()`.execute(tx);
    });
    await expect(refused).rejects.toThrow('permission denied');
  });
});
