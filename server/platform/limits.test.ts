import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { cloneDatabase, type TestDatabase } from '../testing/database.ts';
import { countAttempt, forgiveAttempt } from './limits.ts';
import type { Refusal } from './refusal.ts';

const LIMIT = { bucket: 'test', most: 5, windowSeconds: 3600 };

let database: TestDatabase;
/** Two processes on one database. */
let here: Database;
let there: Database;
let owner: pg.Pool;
beforeAll(async () => {
  database = await cloneDatabase(inject('superuserUrl'), inject('template'));
  [here, there] = [openDatabase(database.urls.app, 5), openDatabase(database.urls.app, 5)];
  owner = new pg.Pool({ connectionString: database.urls.owner, max: 1 });
});
afterAll(async () => {
  await Promise.all([here.close(), there.close(), owner.end()]);
  await database.drop();
});

async function tryTimes(key: string, times: number, limit = LIMIT): Promise<number> {
  const tries = Array.from({ length: times }, (_, n) => countAttempt(n % 2 === 0 ? here : there, limit, key));
  return (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled').length;
}

describe('a limit', () => {
  it('lets through as many as it says and no more, over all processes and in parallel', async () => {
    expect(await tryTimes('parallel', 40)).toBe(5);
    expect(await tryTimes('parallel', 2)).toBe(0);
  });

  it('says when another try makes sense', async () => {
    await tryTimes('told', 5);
    const error = await countAttempt(here, LIMIT, 'told').catch((reason: Refusal) => reason);
    const { code, details } = error as Refusal;
    const left = 3600 - ((Date.now() / 1000) % 3600);
    expect(code).toBe('request.too_many');
    expect(Math.abs((details.retryAfter ?? 0) - left)).toBeLessThan(5);
    expect(details.params).toEqual({ minutes: Math.ceil((details.retryAfter ?? 0) / 60) });
  });

  it('counts each key and each bucket for itself', async () => {
    await tryTimes('one', 6);
    expect(await tryTimes('two', 5)).toBe(5);
    expect(await tryTimes('one', 5, { ...LIMIT, bucket: 'other' })).toBe(5);
  });

  it('gets back what is forgiven, and never more than that', async () => {
    await tryTimes('good', 5);
    await forgiveAttempt(there, LIMIT, 'good');
    expect(await tryTimes('good', 3)).toBe(1);
    for (let n = 0; n < 20; n += 1) await forgiveAttempt(here, LIMIT, 'fresh');
    expect(await tryTimes('fresh', 10)).toBe(5);
  });

  it('begins anew with the next window', async () => {
    const limit = { ...LIMIT, windowSeconds: 1 };
    await tryTimes('window', 10, limit);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await tryTimes('window', 1, limit)).toBe(1);
  });

  it('keeps who it was as a hash only', async () => {
    await countAttempt(here, LIMIT, 'ana@northwind.example');
    const hash = createHash('sha256').update('ana@northwind.example').digest();
    expect((await owner.query('select 1 from attempts where key_hash = $1', [hash])).rowCount).toBe(1);
    expect((await owner.query("select 1 from attempts a where a::text like '%northwind%'")).rowCount).toBe(0);
  });
});
