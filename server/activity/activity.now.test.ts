import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { pastEntries, recordFor } from '../testing/record-activity.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account({ firstName: 'Ana', lastName: 'Ruiz' });
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

describe('the last hour in numbers', () => {
  it('counts by kind and minute, what is older not, and nothing of another account', async () => {
    await pastEntries(app, { accountId: account.id, about: account.owner.id, count: 90, until: new Date(Date.now() - 600_000) });
    await pastEntries(app, { accountId: account.id, about: account.owner.id, count: 5, until: new Date(Date.now() - 3_700_000) });
    await recordFor(app, account.id, { action: 'user.locked' });
    await recordFor(app, (await app.make.account()).id, { action: 'user.locked' });
    const { now, from, counts } = (await owner.call('getActivitySummary')).body;
    expect(Date.parse(now) - Date.parse(from)).toBeGreaterThan(59 * 60_000 - 1);
    expect(Date.parse(from) % 60_000).toBe(0);
    const sum = (action: string) => counts.filter((one) => one.action === action).reduce((all, { count }) => all + count, 0);
    expect([sum('user.changed'), sum('user.locked')]).toEqual([90, 1]);
    expect(counts.filter(({ action }) => action === 'user.changed').length).toBeGreaterThan(1);
    for (const { minute } of counts) expect(Date.parse(minute) % 60_000).toBe(0);
  });

  it('is for whoever may see the activity', async () => {
    const reporter = await app.make.signedIn(await app.make.user(account.id, { roles: ['reports'] }));
    expect((await reporter.call('getActivitySummary')).problem.code).toBe('permission.missing');
  });
});

describe('who is signed in', () => {
  it('is told once for each user, with their open sessions and when they were last seen; who came last first', async () => {
    const ben = await app.make.user(account.id, { firstName: 'Ben', lastName: 'Okafor' });
    for (let n = 0; n < 2; n += 1) await app.make.signedIn(ben);
    await recordFor(app, account.id, { by: ben.id });
    await app.make.signedIn((await app.make.account()).owner);
    const { items, next, count } = (await owner.call('listSignedIn')).body;
    expect(items).toMatchObject([
      { user: { id: ben.id, name: 'Ben Okafor', email: ben.email }, sessions: 2 },
      { user: { id: account.owner.id, name: 'Ana Ruiz' }, sessions: 1, lastSeenAt: null },
    ]);
    expect(Date.parse(items[0]?.lastSeenAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect([next, count]).toEqual([null, 2]);
  });

  it('leaves out sessions that have ended or run out, and users who are switched off', async () => {
    const [ended, expired, off] = [
      await app.make.user(account.id),
      await app.make.user(account.id),
      await app.make.user(account.id),
    ];
    for (const user of [ended, expired, off]) await app.make.signedIn(user);
    await app.owner.query("update sessions set ended_at = now(), ended_because = 'signed_out' where user_id = $1", [ended.id]);
    await app.owner.query('update sessions set expires_at = now() where user_id = $1', [expired.id]);
    await app.owner.query("update users set status = 'inactive' where id = $1", [off.id]);
    expect((await owner.call('listSignedIn')).body).toMatchObject({ count: 1, items: [{ user: { id: account.owner.id } }] });
  });

  it('comes in pages, each user once', async () => {
    const users = await Promise.all(Array.from({ length: 12 }, () => app.make.user(account.id)));
    await Promise.all(users.map((user) => app.make.signedIn(user)));
    await app.owner.query("update sessions set created_at = date_trunc('minute', created_at) where account_id = $1", [
      account.id,
    ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await owner.call('listSignedIn', { query: { limit: 5, ...(cursor ? { cursor } : {}) } });
      expect(body.count).toBe(13);
      seen.push(...body.items.map(({ user }) => user.id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen.toSorted()).toEqual([...users.map(({ id }) => id), account.owner.id].sort());
  });

  it('is for whoever may see the activity, from a place that is one', async () => {
    const reporter = await app.make.signedIn(await app.make.user(account.id, { roles: ['reports'] }));
    expect((await reporter.call('listSignedIn')).problem.code).toBe('permission.missing');
    const places = [
      'x',
      Buffer.from('[]').toString('base64url'),
      Buffer.from('["0000-01-01T00:00:00Z",1]').toString('base64url'),
    ];
    for (const cursor of places) {
      expect((await owner.call('listSignedIn', { query: { cursor } })).problem.errors).toMatchObject([{ path: 'cursor' }]);
    }
  });
});
