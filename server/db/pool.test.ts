import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BY_ITSELF, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { type Database, openDatabase, type Reader, type Tx } from './pool.ts';

let app: TestApp;
let account: MadeAccount;
/** A pool of one connection, so that what one request leaves behind meets the next. */
let db: Database;
beforeAll(async () => {
  app = await startTestApp();
  db = openDatabase(app.urls.app, 1);
});
afterAll(async () => {
  await db.close();
  await app.close();
});
beforeEach(async () => {
  account = await app.make.account();
});

async function pidOf(on: Reader | Tx): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(on);
  return rows[0]?.pid ?? 0;
}

const nameOf = async () =>
  (await app.owner.query('select first_name from users where id = $1', [account.owner.id])).rows[0].first_name;

const note = (tx: Tx) => record(tx, BY_ITSELF, { action: 'user.changed', target: { type: 'user', id: account.owner.id } });

async function rename(tx: Tx, name: string): Promise<void> {
  await tx.updateTable('users').set({ first_name: name, name_key: name }).where('id', '=', account.owner.id).execute();
  await note(tx);
}

describe('a transaction that has ended', () => {
  it.each(['committed', 'rolled back'])('asks nothing on the connection that others use by then: %s', async (how) => {
    let late: Tx | undefined;
    const done = db.write(account.id, async (tx) => {
      late = tx;
      if (how === 'rolled back') throw new Refusal('request.not_found');
    });
    await done.catch(() => undefined);
    await db.write(account.id, async () => {
      await expect(rename(late as Tx, 'Late')).rejects.toThrow('ended');
    });
    expect(await nameOf()).not.toBe('Late');
  });
});

describe('a reader', () => {
  it('sees one account, and without one nothing', async () => {
    const other = await app.make.account();
    const users = await db.reader(account.id).selectFrom('users').select('account_id').execute();
    expect(users).toEqual([{ account_id: account.id }]);
    expect(await db.reader(null).selectFrom('users').selectAll().execute()).toEqual([]);
    expect(await db.reader(other.id).selectFrom('accounts').select('id').execute()).toEqual([{ id: other.id }]);
  });

  it('mixes nothing up when many accounts read at once through few connections', async () => {
    const accounts = await Promise.all(Array.from({ length: 20 }, () => app.make.account()));
    const few = openDatabase(app.urls.app, 3);
    const reads = Array.from({ length: 200 }, async (_, n) => {
      const id = accounts[n % 20]?.id ?? '';
      const rows = await few.reader(id).selectFrom('users').select('account_id').execute();
      expect(rows).toEqual([{ account_id: id }]);
    });
    await Promise.all(reads);
    await few.close();
  });

  it('goes on with the same connection after a statement that fails', async () => {
    const pid = await pidOf(db.reader(account.id));
    await expect(sql`select no_such_column`.execute(db.reader(account.id))).rejects.toThrow('no_such_column');
    expect(await pidOf(db.reader(account.id))).toBe(pid);
  });
});

describe('a write', () => {
  it('keeps all or nothing', async () => {
    const failed = db.write(account.id, async (tx) => {
      await rename(tx, 'Half');
      await sql`select 1 / 0`.execute(tx);
    });
    await expect(failed).rejects.toThrow('division by zero');
    expect(await nameOf()).toBe('Ben');
    await db.write(account.id, (tx) => rename(tx, 'Whole'));
    expect(await nameOf()).toBe('Whole');
  });

  it('that is refused by a rule keeps nothing, and the connection for the next one', async () => {
    const pid = await pidOf(db.reader(account.id));
    const refused = db.write(account.id, async (tx) => {
      await rename(tx, 'Refused');
      throw new Refusal('permission.missing');
    });
    await expect(refused).rejects.toThrow(Refusal);
    expect(await nameOf()).toBe('Ben');
    expect(await pidOf(db.reader(account.id))).toBe(pid);
  });

  it('refuses a transaction within the transaction', async () => {
    const nested = db.write(account.id, (tx) => tx.transaction().execute(async () => undefined));
    await expect(nested).rejects.toThrow('Transactions are begun with Database.write.');
  });

  it('answers what it sent before a statement that fails, and nothing behind it; all of it can be asked again', async () => {
    const pid = await pidOf(db.reader(account.id));
    const asked = await db
      .write(account.id, async (tx) => {
        const sent = [
          sql`select 'asked before' as answer`,
          sql`select 1 / (${0}::int) as answer`,
          sql`select 'asked behind' as answer`,
        ];
        return Promise.reject(await Promise.allSettled(sent.map((one) => one.execute(tx))));
      })
      .catch((answers: PromiseSettledResult<{ rows: unknown[] }>[]) => answers);
    expect(asked).toMatchObject([
      { status: 'fulfilled', value: { rows: [{ answer: 'asked before' }] } },
      { status: 'rejected', reason: { code: '22012' } },
      { status: 'rejected', reason: { code: '22012' } },
    ]);
    for (const read of [db.reader(account.id), db.reader(null)]) {
      expect((await sql`select 'asked behind' as answer`.execute(read)).rows).toEqual([{ answer: 'asked behind' }]);
      expect((await sql`select 1 / (${1}::int) as answer`.execute(read)).rows).toEqual([{ answer: 1 }]);
    }
    expect(await pidOf(db.reader(account.id))).toBe(pid);
  });

  it('with a value that cannot be sent fails, and leaves the connection as it was', async () => {
    const endless: { self?: unknown } = {};
    endless.self = endless;
    const pid = await pidOf(db.reader(account.id));
    const failed = db.write(account.id, (tx) => Promise.all([rename(tx, 'Half'), sql`select ${endless}::json`.execute(tx)]));
    await expect(failed).rejects.toThrow('circular');
    expect(await nameOf()).toBe('Ben');
    expect(await pidOf(db.reader(account.id))).toBe(pid);
  });

  it.each(['40001', '40P01'])('is run once more, from the start, after %s', async (code) => {
    let runs = 0;
    const answer = await db.write(account.id, async (tx) => {
      runs += 1;
      await rename(tx, `Run ${runs}`);
      if (runs === 1) await sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`).execute(tx);
      return runs;
    });
    expect(answer).toBe(2);
    expect(await nameOf()).toBe('Run 2');
  });

  it('is run once more and no oftener, and not at all after another error', async () => {
    let runs = 0;
    const failing = (code: string) =>
      db.write(account.id, async (tx) => {
        runs += 1;
        await sql.raw(`do $$ begin raise exception using errcode = '${code}'; end $$`).execute(tx);
      });
    await expect(failing('40001')).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(2);
    runs = 0;
    await expect(failing('23505')).rejects.toMatchObject({ code: '23505' });
    expect(runs).toBe(1);
  });

  it('survives a real deadlock: both writes are kept', async () => {
    const ben = await app.make.user(account.id);
    const two = openDatabase(app.urls.app, 2);
    const touch = (tx: Tx, id: string) =>
      tx.updateTable('users').set({ version: sql<number>`version + 1` }).where('id', '=', id).execute();
    const inOrder = (first: string, second: string) =>
      two.write(account.id, async (tx) => {
        await touch(tx, first);
        await new Promise((resolve) => setTimeout(resolve, 200));
        await touch(tx, second);
        await note(tx);
      });
    await Promise.all([inOrder(account.owner.id, ben.id), inOrder(ben.id, account.owner.id)]);
    const { rows } = await app.owner.query('select version from users where account_id = $1', [account.id]);
    expect(rows).toEqual([{ version: 3 }, { version: 3 }]);
    await two.close();
  });
});

describe('a connection that is lost', () => {
  let superuser: pg.Client;
  beforeAll(async () => {
    superuser = new pg.Client({ connectionString: app.urls.superuser });
    await superuser.connect();
  });
  afterAll(() => superuser.end());
  const cut = (pid: number) => superuser.query('select pg_terminate_backend($1)', [pid]);

  it('while it is idle goes unnoticed', async () => {
    const pid = await pidOf(db.reader(account.id));
    await cut(pid);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await pidOf(db.reader(account.id))).not.toBe(pid);
  });

  it('in the middle of a write fails that request and no other', async () => {
    const failed = db.write(account.id, async (tx) => {
      await rename(tx, 'Cut');
      await cut(await pidOf(tx));
      await rename(tx, 'Cut again');
    });
    await expect(failed).rejects.toThrow();
    expect(await nameOf()).toBe('Ben');
    await db.write(account.id, (tx) => rename(tx, 'Next'));
    expect(await nameOf()).toBe('Next');
  });

  it('while a write waits for something else fails that request and no other', async () => {
    const failed = db.write(account.id, async (tx) => {
      await cut(await pidOf(tx));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await rename(tx, 'Cut');
    });
    await expect(failed).rejects.toThrow();
    await db.write(account.id, (tx) => rename(tx, 'Next'));
    expect(await nameOf()).toBe('Next');
  });

  it('in the middle of a read fails that request and no other', async () => {
    const pid = await pidOf(db.reader(account.id));
    const slow = sql`select pg_sleep(10)`.execute(db.reader(account.id));
    setTimeout(() => void cut(pid), 200);
    await expect(slow).rejects.toThrow();
    expect(await db.reader(account.id).selectFrom('users').select('id').execute()).toHaveLength(1);
  });
});

it('a database that cannot be reached is not ready, and says so quickly', async () => {
  const nowhere = openDatabase('postgres://nobody@127.0.0.1:9/nothing', 1);
  const start = Date.now();
  expect(await nowhere.isReady()).toBe(false);
  expect(Date.now() - start).toBeLessThan(5000);
  expect(await db.isReady()).toBe(true);
  await nowhere.close();
});
