import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BY_ITSELF, record } from '../platform/activity.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { actionsAbout } from '../testing/record.ts';
import { tenantTables } from '../testing/writes/changed-rows.ts';
import { tablesWrittenBy, writingFunctions } from './journal.ts';
import type { Tx } from './pool.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

const rename = (tx: Tx, name: string) =>
  tx.updateTable('users').set({ first_name: name }).where('account_id', '=', tx.accountId).execute();
const note = (tx: Tx) => record(tx, BY_ITSELF, { action: 'user.changed', target: { type: 'user', id: account.owner.id } });
const firstName = async () =>
  (await app.owner.query('select first_name from users where id = $1', [account.owner.id])).rows[0].first_name;

describe('a transaction that writes', () => {
  it('and records nothing fails, and nothing of it is kept', async () => {
    const before = await firstName();
    const writing = app.db.write(account.id, (tx) => rename(tx, 'Unseen'));
    await expect(writing).rejects.toThrow('A transaction wrote users and recorded no activity');
    expect(await firstName()).toBe(before);
    const raw = app.db.write(account.id, (tx) => sql`with u as (update users set first_name = 'Unseen') select 1`.execute(tx));
    await expect(raw).rejects.toThrow('recorded no activity');
    expect(await firstName()).toBe(before);
  });

  it('is kept with what it records', async () => {
    await app.db.write(account.id, async (tx) => {
      await rename(tx, 'Seen');
      await note(tx);
    });
    expect(await firstName()).toBe('Seen');
    expect(await actionsAbout(app, account.owner.id)).toEqual(['user.changed']);
  });

  it('nothing records nothing', async () => {
    await app.db.write(account.id, (tx) =>
      tx.updateTable('users').set({ first_name: 'Nobody' }).where('id', '=', newId()).execute(),
    );
    await app.db.write(account.id, (tx) => tx.selectFrom('users').select('id').forUpdate().execute());
  });

  it('says why it need not record, and may then write what that is about, and no more', async () => {
    const mail = { id: newId(), user_id: account.owner.id, kind: 'locked', to_address: 'ana@example.com' } as const;
    const queue = (tx: Tx) =>
      tx
        .insertInto('mails')
        .values({ account_id: tx.accountId, ...mail })
        .execute();
    await expect(app.db.write(account.id, queue)).rejects.toThrow('wrote mails');
    const more = app.db.write(account.id, (tx) => queue(tx).then(() => rename(tx, 'Unseen')), { unrecorded: 'outbox' });
    await expect(more).rejects.toThrow('A transaction wrote users and');
    await app.db.write(account.id, queue, { unrecorded: 'outbox' });
  });
});

describe('what a statement writes', () => {
  it.each([
    ['update "users" set "first_name" = $1', ['users']],
    ['insert into "mails" ("id") values ($1) on conflict ("id") do update set "kind" = $2', ['mails']],
    ['with gone as (delete from sessions returning id) insert into activity select id from gone', ['sessions', 'activity']],
    ['MERGE INTO departments d using x on true when matched then delete', ['departments']],
    ['select id from users for update', []],
    ['select id from users for no key update of users', []],
    ['select erase_user($1::uuid) as done', ['users']],
    ['select "updated" from "updates"', []],
  ])('%s', (text, tables) => {
    expect(tablesWrittenBy(text)).toEqual(tables);
  });

  /** They run by themselves, in no transaction of a feature: what is too old is removed, the chain is sealed. */
  const BY_THEMSELVES = /^(clean_up(_\w+)?|seal_activity|make_activity_months|drop_activity\w*)$/;

  it('is known of every function that writes for its caller', async () => {
    const names = (await tenantTables(app.owner)).map(({ name }) => name);
    const { rows } = await app.owner.query<{ name: string; body: string }>(
      `select p.proname as name, pg_get_functiondef(p.oid) as body from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.provolatile = 'v' and p.prorettype <> 'trigger'::regtype
         and (has_function_privilege('rollcall_test_app', p.oid, 'execute') or has_function_privilege('rollcall_test_worker', p.oid, 'execute'))
         and p.prokind = 'f' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    );
    const writing = rows.filter(({ name, body }) => {
      const tables = tablesWrittenBy(body);
      return !BY_THEMSELVES.test(name) && tables.some((table) => names.includes(table));
    });
    expect(writing.map(({ name }) => name).sort()).toEqual(writingFunctions());
    expect(rows.length).toBeGreaterThan(5);
  });
});
