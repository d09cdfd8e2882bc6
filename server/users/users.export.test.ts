import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USER_CSV_COLUMNS, USER_SORTS } from '../../contract/users.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { entriesAbout } from '../testing/record.ts';

const MANY = 3000;

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ firstName: 'Ana', lastName: 'Ruiz' });
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

async function download(search = '', by = owner): Promise<string[][]> {
  const response = await by.send('GET', `/api/v1/users/export${search}`);
  expect(response.status).toBe(200);
  return parseCsv(Buffer.from(await response.arrayBuffer()).toString('utf8'));
}

/** Another account with so many users; the names repeat, so that the order needs the id. */
async function crowd(): Promise<{ by: Client; id: string; main: MadeUser }> {
  const { id, owner: main } = await app.make.account();
  await app.owner.query(
    `insert into users (account_id, id, email, email_key, first_name, last_name, name_key, search_key, status, password_hash, created_at, confirmed_at)
     select $1, gen_random_uuid(), mail, mail, first, 'Family', lower(first) || ' family', mail, 'active', 'x', now() - n / 7 * interval '1 minute', now()
     from (select n, 'Given' || n % 40 as first, 'user' || n || '@crowd.example' as mail from generate_series(1, $2::int) n) made`,
    [id, MANY - 1],
  );
  return { by: await app.make.signedIn(main), id, main };
}

describe('the file', () => {
  it('is CSV with a byte order mark, to be saved, kept by no cache', async () => {
    const response = await owner.send('GET', '/api/v1/users/export');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.csv"$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(parseCsv(bytes.toString('utf8'))[0]).toEqual(USER_CSV_COLUMNS);
  });

  it('holds every value as the list shows it', async () => {
    const [a, b] = [await app.make.department(account.id, 'Night; shift'), await app.make.department(account.id, 'Day "A", B')];
    const ben = await app.make.user(account.id, {
      firstName: 'Zoë "Z"',
      lastName: 'O’Neil, Ruiz',
      username: 'zoe',
      roles: ['orders', 'finance'],
      departments: [a, b],
    });
    const { body } = await owner.call('getUser', { params: { id: ben.id } });
    const row = (await download('?q=zoe')).find(([id]) => id === ben.id);
    expect(row).toEqual([
      ben.id,
      'Zoë "Z"',
      'O’Neil, Ruiz',
      ben.email,
      'zoe',
      'finance; orders',
      'Day "A", B; Night; shift',
      'false',
      'active',
      'off',
      body.createdAt,
      '',
    ]);
    expect((await download()).find(([id]) => id === account.owner.id)?.[7]).toBe('true');
  });

  it('runs nothing in a spreadsheet, whatever names hold', async () => {
    const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
    const made = await Promise.all(
      signs.map((sign, n) =>
        app.make.user(account.id, {
          firstName: `${sign}HYPERLINK("http://evil.example","${n}")`,
          lastName: `${sign}1+1\r\n=2`,
          username: `-${n}.formula`,
        }),
      ),
    );
    const department = await app.make.department(account.id, '=cmd|calc');
    await app.owner.query('insert into user_departments values ($1, $2, $3)', [account.id, made[0]?.id, department]);
    const rows = (await download()).slice(1);
    for (const row of rows) {
      expect(row).toHaveLength(USER_CSV_COLUMNS.length);
      for (const value of row) expect(value).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    }
    for (const [n, sign] of signs.entries()) {
      const row = rows.find(([id]) => id === made[n]?.id);
      expect(row?.slice(1, 3)).toEqual([`'${sign}HYPERLINK("http://evil.example","${n}")`, `'${sign}1+1\r\n'=2`]);
      expect(row?.[4]).toBe(`'-${n}.formula`);
    }
    expect(rows.find(([id]) => id === made[0]?.id)?.[6]).toBe("'=cmd|calc");
  });

  it('is recorded: who took it, when, from where', async () => {
    const before = (await entriesAbout(app, account.id)).length;
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    const client = await app.make.signedIn(admin);
    await download('', client);
    const entries = (await entriesAbout(app, account.id)).slice(before);
    expect(entries).toMatchObject([{ action: 'user.exported', actor_id: admin.id, address: client.address }]);
  });

  it('is for nobody without the right, and leaves no entry then', async () => {
    const before = (await entriesAbout(app, account.id)).length;
    const client = await app.make.signedIn(await app.make.user(account.id, { roles: ['reports', 'finance'] }));
    expect((await client.call('exportUsers')).problem.code).toBe('permission.missing');
    expect((await owner.call('exportUsers', { query: { sort: 'password' as never } })).problem.code).toBe('request.invalid');
    expect(await entriesAbout(app, account.id)).toHaveLength(before);
  });
});

describe('three thousand users', () => {
  it('come in the order of the list and with its filters, each once', async () => {
    const { by, id, main } = await crowd();
    await app.make.user(id, { status: 'deleted' });
    await app.make.user((await app.make.account()).id);
    const idsOf = async (search: string) => (await download(search, by)).slice(1).map(([userId]) => userId);
    for (const sort of USER_SORTS.flatMap((key) => [key, `-${key}` as const])) {
      const ids = await idsOf(`?sort=${sort}`);
      expect(new Set(ids).size).toBe(MANY);
      expect(ids).toHaveLength(MANY);
      const { items } = (await by.call('listUsers', { query: { sort, limit: 200 } })).body;
      expect(ids.slice(0, 200), sort).toEqual(items.map((user) => user.id));
    }
    const query = { q: 'user1', status: ['active' as const] };
    const { count } = (await by.call('countUsers', { query })).body;
    expect(await idsOf('?q=user1&status=active')).toHaveLength(count);
    expect(await idsOf('?status=deleted')).toHaveLength(1);
    expect(await idsOf('?role=admin')).toEqual([]);
    expect(await idsOf(`?q=${encodeURIComponent(main.email)}`)).toEqual([main.id]);
  }, 60_000);

  it('a fault in the middle breaks the connection off, so that half a file never looks whole', async () => {
    const { by, id } = await crowd();
    const { rows } = await app.owner.query('select id from users where account_id = $1 order by email_key offset 2500 limit 1', [
      id,
    ]);
    await app.owner.query(
      `create function fail_at(one uuid) returns boolean language plpgsql as $$
       begin if one = '${rows[0].id}' then raise exception 'a broken row'; end if; return true; end $$`,
    );
    await app.owner.query('create policy broken on users as restrictive using (fail_at(id))');
    try {
      const response = await by.send('GET', '/api/v1/users/export?sort=email&status=active');
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow('terminated');
    } finally {
      await app.owner.query('drop policy broken on users');
      await app.owner.query('drop function fail_at');
    }
    expect(await download('?status=active', by)).toHaveLength(MANY + 1);
  });

  it('a reader who goes away in the middle leaves nothing open, and harms nobody', async () => {
    const { by } = await crowd();
    for (let n = 0; n < 30; n += 1) {
      await new Promise<void>((resolve, reject) => {
        const request = get(`${app.url}/api/v1/users/export`, { headers: { cookie: by.cookie } }, (response) => {
          response.once('data', () => {
            request.destroy();
            resolve();
          });
        });
        request.on('error', reject);
      });
    }
    const busy =
      "select 1 from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()";
    await waitFor(async () => ((await app.owner.query(busy)).rowCount === 0 ? true : null), 'the database to be at rest');
    expect(await download('', by)).toHaveLength(MANY + 1);
  });
});
