import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount } from '../testing/factories.ts';

// What people are told while the database is away, or has no room.

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

const rename = async (name: string) => (await app.make.signedIn(account.owner)).call('createDepartment', { body: { name } });

it('a database that cuts its connections and takes no new ones is away; nothing is lost, and all goes on when it is back', async () => {
  const owner = await app.make.signedIn(account.owner);
  const [owning, own] = [new pg.Client(app.urls.owner), new pg.Client(app.urls.app)];
  await Promise.all([owning.connect(), own.connect()]);
  const { rows } = await owning.query('select quote_ident(current_database()) as name');
  await owning.query(`alter database ${rows[0].name} connection limit 0`);
  await own.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = user and pid <> pg_backend_pid()',
  );
  const answers = await Promise.all(Array.from({ length: 20 }, () => owner.call('getMe')));
  expect(new Set(answers.map(({ problem }) => problem.code))).toEqual(new Set(['server.unavailable']));
  expect(answers[0]?.status).toBe(503);
  expect(answers[0]?.headers.get('retry-after')).toBe('5');
  await owning.query(`alter database ${rows[0].name} connection limit -1`);
  await Promise.all([owning.end(), own.end()]);
  await expect.poll(async () => (await owner.call('getMe')).status).toBe(200);
});

it('a disk that is full is named, and nothing was changed', async () => {
  await app.owner.query(`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`);
  await app.owner.query('create trigger no_room before insert on departments for each row execute function no_room()');
  const full = await rename('Inbound');
  expect([full.status, full.problem.code]).toEqual([507, 'server.no_space']);
  await app.owner.query('drop trigger no_room on departments');
  const { rows } = await app.owner.query('select count(*)::int as count from departments where account_id = $1', [account.id]);
  expect(rows).toEqual([{ count: 0 }]);
  expect((await rename('Inbound')).status).toBe(201);
});
