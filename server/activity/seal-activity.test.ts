import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { recordEntries, timesSealed, untilSealed } from '../testing/chain.ts';
import { cloneDatabase, type TestDatabase } from '../testing/database.ts';
import { Factory, type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';
import { atOnce } from '../testing/races.ts';
import { sealActivity, startSealer } from './seal-activity.ts';

const HOUR = 3_600_000;
const ONCE = new Set([1]);
const timesOf = (sealed: Map<string, number>) => new Set(sealed.values());

describe('a running Rollcall', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('seals what is done, and each chain is the account’s own', async () => {
    const [one, other] = [await app.make.account(), await app.make.account()];
    for (const { owner } of [one, other]) {
      const client = app.visitor();
      await client.call('signIn', { body: { login: owner.email, password: PASSWORD } });
      await client.call('signOut');
    }
    for (const { id } of [one, other]) {
      expect(await untilSealed(app.owner, id, 2)).toHaveLength(2);
      const { rows } = await app.owner.query(
        'select min(number)::int as first, max(total)::int as total, count(*)::int = max(number) as "isGapless" from activity_blocks where account_id = $1',
        [id],
      );
      expect(rows).toEqual([{ first: 1, total: 2, isGapless: true }]);
    }
  });

  it('seals each entry once, with two processes, fifty writers, and others who seal at the same time', async () => {
    const second = await app.another();
    const { id } = await app.make.account();
    const [writing] = [atOnce(50, () => recordEntries(app.db, id, 8))];
    const sealing = atOnce(4, async () => {
      for (let n = 0; n < 25; n += 1) await sealActivity(app.db);
    });
    await Promise.all([writing, sealing]);
    const sealed = await untilSealed(app.owner, id, 400);
    expect([sealed.size, timesOf(sealed)]).toEqual([400, ONCE]);
    await second.close();
  });

  it('goes on after all its connections were cut', async () => {
    const { id } = await app.make.account();
    await recordEntries(app.db, id, 1);
    await untilSealed(app.owner, id);
    const superuser = new pg.Client({ connectionString: app.urls.superuser });
    await superuser.connect();
    for (let n = 0; n < 3; n += 1) {
      await superuser.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'rollcall_test_app'",
      );
      await waitFor(
        () =>
          recordEntries(app.db, id, 1).then(
            () => true,
            () => null,
          ),
        'the pool to connect again',
      );
    }
    await superuser.end();
    const sealed = await untilSealed(app.owner, id, 4);
    expect(timesOf(sealed)).toEqual(ONCE);
  });
});

describe('the sealer', () => {
  let database: TestDatabase;
  let db: Database;
  let owner: pg.Pool;
  let account: MadeAccount;
  beforeAll(async () => {
    database = await cloneDatabase(inject('superuserUrl'), inject('template'));
    db = openDatabase(database.urls.app, 20);
    owner = new pg.Pool({ connectionString: database.urls.owner, max: 4 });
  });
  afterAll(async () => {
    await Promise.all([db.close(), owner.end()]);
    await database.drop();
  });
  beforeEach(async () => {
    account = await new Factory(owner, '').account();
    await sealAll();
  });

  async function sealAll(): Promise<void> {
    await waitFor(async () => ((await sealActivity(db)).is_searching === false ? true : null), 'the search to end');
  }

  it('hears of commits: it need not look', async () => {
    const sealer = startSealer(db, { pollMs: HOUR });
    await recordEntries(db, account.id, 2);
    await untilSealed(owner, account.id, 2);
    await sealer.close();
  });

  it('looks by itself too: a commit that nobody tells of is found', async () => {
    const deaf = { ...db, hearCommits: () => ({ close: () => Promise.resolve() }) };
    const sealer = startSealer(deaf);
    await recordEntries(db, account.id, 1);
    await untilSealed(owner, account.id, 1);
    await sealer.close();
  });

  it('tells once where the database is away, and goes on when it is back', async () => {
    const errors: unknown[] = [];
    let isAway = true;
    const lame = {
      ...db,
      reader: (id: string | null) => {
        if (isAway) throw new Error('away');
        return db.reader(id);
      },
    };
    const sealer = startSealer(lame, { pollMs: 20, log: (error) => errors.push(error) });
    await recordEntries(db, account.id, 1);
    await waitFor(() => (errors.length > 0 ? true : null), 'the first try');
    isAway = false;
    await untilSealed(owner, account.id, 1);
    expect(errors).toHaveLength(1);
    await sealer.close();
  });

  it('seals nothing that is rolled back, and what is committed late in its turn', async () => {
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const { promise: isWritten, resolve: written } = Promise.withResolvers<void>();
    const visitor = { userId: null, sessionId: null, caller: { address: null, device: null } };
    const entry = { action: 'account.changed' as const, target: { type: 'account' as const, id: account.id } };
    const late = db.write(account.id, async (tx) => {
      await record(tx, visitor, entry);
      written();
      await mayCommit;
    });
    await isWritten;
    const lost = db.write(account.id, async (tx) => {
      await record(tx, visitor, entry);
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    await recordEntries(db, account.id, 2);
    expect((await sealActivity(db)).sealed).toBe(2);
    commit();
    await late;
    expect((await sealActivity(db)).sealed).toBe(1);
    expect((await sealActivity(db)).sealed).toBe(0);
    const { rows } = await owner.query(
      'select array_agg(cardinality(entry_ids) order by number) as sizes from activity_blocks where account_id = $1',
      [account.id],
    );
    expect([rows[0].sizes, timesOf(await timesSealed(owner, account.id))]).toEqual([[2, 1], ONCE]);
  });

  it('leaves nothing half when its process is killed amid the sealing, and the next one takes over', async () => {
    await recordEntries(db, account.id, 30);
    const script = `
      const pg = (await import('pg')).default;
      const client = new pg.Client({ connectionString: process.argv[1] });
      await client.connect();
      await client.query('begin');
      const { rows } = await client.query('select sealed from seal_activity()');
      process.stdout.write(String(rows[0].sealed));
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, database.urls.app], { cwd: import.meta.dirname });
    const [bytes] = await once(child.stdout, 'data');
    expect(Number(bytes)).toBe(30);
    // Nobody else may, for as long as it lives.
    expect(await sealActivity(db)).toEqual({ sealed: null, is_searching: null });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const sealed = await waitFor(async () => (await sealActivity(db)).sealed, 'the lock of the dead');
    expect(sealed).toBe(30);
    expect(timesOf(await timesSealed(owner, account.id))).toEqual(ONCE);
  });

  it('makes blocks of a thousand entries at most, each in the order of the ids', async () => {
    await owner.query(
      `insert into activity (account_id, id, action, actor_kind, target_type, target_id)
       select $1, gen_random_uuid(), 'account.changed', 'visitor', 'account', $1 from generate_series(1, 2500)`,
      [account.id],
    );
    expect((await sealActivity(db)).sealed).toBe(2500);
    const { rows } = await owner.query(
      `select cardinality(entry_ids) as size, total::int, entry_ids = array(select unnest(entry_ids) order by 1) as sorted
       from activity_blocks where account_id = $1 order by number`,
      [account.id],
    );
    expect(rows).toEqual([
      { size: 1000, total: 1000, sorted: true },
      { size: 1000, total: 2000, sorted: true },
      { size: 500, total: 2500, sorted: true },
    ]);
  });

  it('reads no blocks but those that could hold what is fresh, however many there are', async () => {
    for (let n = 0; n < 300; n += 1) {
      await recordEntries(db, account.id, 1);
      await sealActivity(db);
    }
    await owner.query('analyze activity_blocks, activity_default');
    await recordEntries(db, account.id, 12);
    const client = await owner.connect();
    await client.query('begin');
    await client.query('select seal_activity()');
    const { rows } = await client.query<{ read: string }>(
      "select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables where relname = 'activity_blocks'",
    );
    await client.query('rollback');
    client.release();
    expect(Number(rows[0]?.read)).toBeLessThan(20);
  });

  it('in another cluster (a restored dump) finds what no block names, whatever the transactions are called there', async () => {
    await recordEntries(db, account.id, 5);
    await sealAll();
    // As a dump brings it: numbers of a cluster that was far ahead, some sealed there, some not.
    await recordEntries(db, account.id, 3);
    const superuser = new pg.Client({ connectionString: database.urls.superuser });
    await superuser.connect();
    await superuser.query('set session_replication_role = replica');
    await superuser.query("update activity set transaction = '900000000000' where account_id = $1", [account.id]);
    await superuser.query("update activity_sealing set position = '900000000001:900000000001:'");
    await superuser.end();
    await recordEntries(db, account.id, 2);
    await sealAll();
    const sealed = await timesSealed(owner, account.id);
    expect([sealed.size, timesOf(sealed)]).toEqual([10, ONCE]);
    await recordEntries(db, account.id, 1);
    expect((await sealActivity(db)).sealed).toBe(1);
  });

  it('knows another cluster by its name too', async () => {
    await recordEntries(db, account.id, 2);
    await owner.query('update activity_sealing set cluster = 1, position = pg_current_snapshot()');
    await sealAll();
    expect(timesOf(await timesSealed(owner, account.id))).toEqual(ONCE);
    const { rows } = await owner.query('select cluster from activity_sealing');
    expect(rows[0].cluster).not.toBe('1');
  });

  it('can be asked for by the application and the worker, who cannot write a block themselves', async () => {
    const block = `insert into activity_blocks (account_id, number, entry_ids, entry_hashes, previous_hash, hash, total)
      values ($1, 1, array[$2::uuid], $3, $3, $3, 1)`;
    for (const role of ['app', 'worker'] as const) {
      const client = new pg.Client({ connectionString: database.urls[role] });
      await client.connect();
      await client.query('select seal_activity()');
      await client.query("select set_config('app.account_id', $1, false)", [account.id]);
      await expect(client.query(block, [account.id, newId(), Buffer.alloc(32)])).rejects.toThrow('permission denied');
      for (const inner of [
        'seal_entries(pg_current_snapshot(), pg_current_snapshot(), null, null, 0)',
        "make_activity_month('2020-01-01')",
      ]) {
        await expect(client.query(`select ${inner}`)).rejects.toThrow('permission denied');
      }
      await client.end();
    }
  });
});
