import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';
import { skipDelays } from '../testing/wrong-passwords.ts';
import type { Doer, Entry } from './activity.ts';
import { RefusedAttempts } from './refused-attempts.ts';
import { closeRepeats, recordRepeat } from './repeats.ts';

let app: TestApp;
let worker: Database;
let account: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  worker = openDatabase(app.urls.worker, 2);
});
beforeEach(async () => {
  account = await app.make.account();
  ben = await app.make.user(account.id);
});
afterAll(async () => {
  await worker.close();
  await app.close();
});

const DOER: Doer = { userId: null, sessionId: null, caller: { address: '203.0.113.5', device: 'Test/1.0' } };
const failure = (reason = 'password'): Entry => ({
  action: 'user.sign_in_failed',
  target: { type: 'user', id: ben.id },
  changes: { reason: { new: reason } },
});
const fail = (doer = DOER, entry = failure()) => app.db.write(account.id, (tx) => recordRepeat(tx, doer, entry));
const minutesPass = () => app.owner.query("update activity_repeats set began_at = began_at - interval '10 minutes'");
const many = (count: number, work: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, work));

async function recorded() {
  const { rows } = await app.owner.query(
    `select a.action, a.actor_kind, a.actor_id, a.target_id, a.session_id, host(v.address) as address, v.device, v.changes, v.times
     from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.account_id = $1 order by a.id`,
    [account.id],
  );
  return rows;
}
const times = async () => (await recorded()).map((entry) => entry.times);
const waiting = async () =>
  (await app.owner.query('select times from activity_repeats where account_id = $1', [account.id])).rows.map((row) => row.times);

describe('what comes again within ten minutes', () => {
  it('has one entry at once, and one for all the others when the time is over', async () => {
    for (let n = 0; n < 5; n += 1) await fail();
    const first = {
      action: 'user.sign_in_failed',
      actor_kind: 'visitor',
      actor_id: null,
      target_id: ben.id,
      session_id: null,
      address: '203.0.113.5',
      device: 'Test/1.0',
      changes: { reason: { new: 'password' } },
      times: 1,
    };
    expect(await recorded()).toEqual([first]);
    await closeRepeats(worker);
    expect(await recorded()).toEqual([first]);
    await minutesPass();
    await closeRepeats(worker);
    expect(await recorded()).toEqual([first, { ...first, times: 4 }]);
    expect(await waiting()).toEqual([]);
    await closeRepeats(worker);
    expect(await times()).toEqual([1, 4]);
  });

  it('leaves nothing behind where it came once', async () => {
    await fail();
    await minutesPass();
    await closeRepeats(worker);
    expect(await times()).toEqual([1]);
    expect(await waiting()).toEqual([]);
  });

  it('begins anew afterwards, whether or not the worker was there', async () => {
    for (let n = 0; n < 3; n += 1) await fail();
    await minutesPass();
    await fail();
    await fail();
    expect(await times()).toEqual([1, 2, 1]);
    expect(await waiting()).toEqual([1]);
  });

  it('is told apart by reason, address, target and actor', async () => {
    await fail();
    await fail(DOER, failure('address'));
    await fail({ ...DOER, caller: { address: '203.0.113.6', device: null } });
    await fail(DOER, { ...failure(), target: { type: 'user', id: account.owner.id } });
    await fail({ ...DOER, userId: ben.id });
    await fail({ ...DOER, caller: { ...DOER.caller, device: 'Another/2.0' } });
    expect(await times()).toEqual([1, 1, 1, 1, 1]);
  });

  it('is counted whole, of a hundred at once', async () => {
    await many(100, () => fail());
    expect(await times()).toEqual([1]);
    expect(await waiting()).toEqual([99]);
    await minutesPass();
    await Promise.all([closeRepeats(worker), closeRepeats(worker), fail(), fail()]);
    expect((await times()).sort((a, b) => a - b)).toEqual([1, 1, 99]);
    expect(await waiting()).toEqual([1]);
  });

  it('is counted with its transaction, and not without', async () => {
    const broken = app.db.write(account.id, async (tx) => {
      await recordRepeat(tx, DOER, failure());
      throw new Error('Something else went wrong');
    });
    await expect(broken).rejects.toThrow('Something else');
    expect(await times()).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('says nothing about a person any more who is erased, only how often', async () => {
    await app.owner.query("update users set status = 'deleted', deleted_from = 'active', deleted_at = now() where id = $1", [
      ben.id,
    ]);
    for (let n = 0; n < 3; n += 1) await fail();
    const client = await app.make.signedIn(account.owner);
    expect((await client.call('eraseUser', { params: { id: ben.id } })).status).toBe(204);
    const { rows } = await app.owner.query('select address, device, changes, times from activity_repeats where account_id = $1', [
      account.id,
    ]);
    expect(rows).toEqual([{ address: null, device: null, changes: {}, times: 2 }]);
    await minutesPass();
    await closeRepeats(worker);
    expect((await recorded()).at(-1)).toMatchObject({ target_id: ben.id, address: null, device: null, changes: {}, times: 2 });
  });
});

describe('a flood', () => {
  const total = async () => {
    const all = [...(await times()), ...(await waiting())];
    return all.reduce((sum: number, one: number) => sum + one, 0);
  };

  it('of ten thousand refusals makes an entry and a count, in a few transactions', async () => {
    let lost = 0;
    let failed = 0;
    const counting = { lost: (count: number) => (lost += count), failed: () => (failed += 1) };
    const [one, two] = [new RefusedAttempts(app.db, counting), new RefusedAttempts(app.db, counting)];
    const before = (await app.owner.query('select pg_current_xact_id()::text as n')).rows[0].n;
    for (let n = 0; n < 5000; n += 1) {
      one.note(account.id, DOER, failure());
      two.note(account.id, DOER, failure());
      if (n % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all([one.close(), two.close()]);
    const after = (await app.owner.query('select pg_current_xact_id()::text as n')).rows[0].n;
    expect(await times()).toEqual([1]);
    expect(await total()).toBe(10_000);
    expect({ lost, failed }).toEqual({ lost: 0, failed: 0 });
    expect(Number(after) - Number(before)).toBeLessThan(200);
  });

  it('of ten thousand different ones is bounded: those beyond are counted', async () => {
    let lost = 0;
    const attempts = new RefusedAttempts(app.db, { lost: (count) => (lost += count), failed: () => expect.unreachable() });
    for (let n = 0; n < 10_000; n += 1) attempts.note(account.id, DOER, failure(`reason ${n}`));
    await attempts.close();
    const kept = (await times()).length;
    expect(kept).toBeLessThanOrEqual(400);
    expect(kept + lost).toBe(10_000);
  });

  it('of 403s at two processes makes an entry, and loses none', async () => {
    const another = await app.another();
    const here = await app.make.signedIn(ben);
    const there = another.visitor();
    there.cookie = here.cookie;
    const from = { 'x-forwarded-for': here.address };
    const refuse = (client: Client) => client.send('GET', '/api/v1/users', undefined, from);
    await many(100, () => refuse(here));
    await many(100, () => refuse(there));
    await another.close();
    await waitFor(async () => ((await total()) === 200 ? true : null), 'all of them to be counted');
    expect(await times()).toEqual([1]);
  });

  it('of wrong passwords makes a handful of entries, and is locked after ten as ever', async () => {
    const client = app.visitor();
    const codes: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      if (n < 12) await skipDelays(app);
      codes.push((await client.call('signIn', { body: { login: ben.email, password: 'Wrong-password-1' } })).problem.code);
    }
    expect(codes.filter((code) => code === 'session.wrong_credentials')).toHaveLength(10);
    expect(codes.slice(10).every((code) => code === 'session.locked')).toBe(true);
    await waitFor(async () => ((await total()) === 61 ? true : null), 'sixty attempts and the lock');
    const entries = (await recorded()).map(({ action, changes }) => `${action} ${changes.reason?.new ?? ''}`);
    expect(entries.sort()).toEqual(['user.locked ', 'user.sign_in_failed locked', 'user.sign_in_failed password']);
  });
});
