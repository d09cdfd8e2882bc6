import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { cloneDatabase, type TestDatabase } from '../testing/database.ts';
import { waitFor } from '../testing/mail-server.ts';
import { type Attempt, addJob, startWorker, type Tasks } from './jobs.ts';
import { newId } from './tokens.ts';

let database: TestDatabase;
let db: Database;
let owner: pg.Pool;
let seen: { mailId: string; attempt: Attempt }[] = [];
let answer: (mailId: string) => Promise<void>;
const complaints: string[] = [];
const runners: Awaited<ReturnType<typeof startWorker>>[] = [];

const tasks: Tasks = {
  send_mail: async ({ mailId }, attempt) => {
    seen.push({ mailId, attempt });
    await answer(mailId);
  },
  send_password_reset: async () => undefined,
  clean_up: async () => undefined,
  close_repeats: () => Promise.resolve(),
  forget_mails: async () => undefined,
  erase_users: async () => undefined,
  make_activity_months: async () => undefined,
  drop_activity: async () => undefined,
};

beforeAll(async () => {
  database = await cloneDatabase(inject('superuserUrl'), inject('template'));
  db = openDatabase(database.urls.app, 5);
  owner = new pg.Pool({ connectionString: database.urls.owner, max: 2 });
  for (let n = 0; n < 2; n += 1)
    runners.push(await startWorker(database.urls.worker, tasks, 2, (message) => complaints.push(message)));
});
afterAll(async () => {
  for (const runner of runners) await runner.stop();
  await Promise.all([db.close(), owner.end()]);
  await database.drop();
});
beforeEach(() => {
  seen = [];
  answer = () => Promise.resolve();
});

const accountId = newId();
const add = (mailId: string, before: () => Promise<void> = () => Promise.resolve()) =>
  db.write(accountId, async (tx) => {
    await addJob(tx, 'send_mail', { accountId, mailId });
    await before();
  });
const timesOf = (mailId: string) => seen.filter((one) => one.mailId === mailId).length;

describe('a job', () => {
  it('runs once the transaction is committed, not before', async () => {
    const id = newId();
    await add(id, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(timesOf(id)).toBe(0);
    });
    await waitFor(() => (timesOf(id) === 1 ? true : null), 'the job');
    expect(seen[0]?.attempt).toMatchObject({ number: 1, isLast: false });
  });

  it('of a transaction that is rolled back never runs', async () => {
    const id = newId();
    await expect(add(id, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const { rowCount } = await owner.query("select 1 from graphile_worker._private_jobs where payload->>'mailId' = $1", [id]);
    expect(rowCount).toBe(0);
  });

  it('runs once, however many workers there are', async () => {
    const ids = Array.from({ length: 40 }, newId);
    await Promise.all(ids.map((id) => add(id)));
    await waitFor(() => (seen.length >= 40 ? true : null), 'all jobs');
    expect(seen.map(({ mailId }) => mailId).sort()).toEqual(ids.sort());
  });

  it('that throws is tried again, told which try it is, and when the next would be', async () => {
    const id = newId();
    answer = () => Promise.reject(new Error('not yet'));
    await add(id);
    await waitFor(() => (timesOf(id) === 1 ? true : null), 'the first try');
    const first = seen[0]?.attempt;
    await waitFor(async () => {
      const { rows } = await owner.query(
        'select run_at from graphile_worker._private_jobs where locked_at is null and attempts = 1',
      );
      if (rows.length === 0) return null;
      expect(Math.abs(rows[0].run_at - (first?.next.getTime() ?? 0))).toBeLessThan(1000);
      return true;
    }, 'the plan for the next');
    answer = () => Promise.resolve();
    await owner.query('update graphile_worker._private_jobs set attempts = 11, run_at = now()');
    await waitFor(() => (timesOf(id) === 2 ? true : null), 'the last try');
    expect(seen[1]?.attempt).toMatchObject({ number: 12, isLast: true });
    expect(complaints.join()).toContain('not yet');
  });
});

describe('the queue', () => {
  it('is closed to the application but for adding', async () => {
    const app = new pg.Pool({ connectionString: database.urls.app, max: 1 });
    const texts = [
      'select * from graphile_worker._private_jobs',
      'select * from graphile_worker.jobs',
      "select graphile_worker.add_job('x')",
    ];
    for (const text of texts) await expect(app.query(text), text).rejects.toThrow('permission denied');
    await app.end();
  });

  it('ends after the job that is running', async () => {
    const runner = await startWorker(database.urls.worker, tasks, 1, () => undefined);
    await Promise.all(runners.splice(0).map((one) => one.stop()));
    let isDone = false;
    answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      isDone = true;
    };
    const id = newId();
    await add(id);
    await waitFor(() => (timesOf(id) === 1 ? true : null), 'the job to begin');
    await runner.stop();
    expect(isDone).toBe(true);
  });
});
