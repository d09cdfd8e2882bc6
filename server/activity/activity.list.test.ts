import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { pastEntries, recordFor } from '../testing/record-activity.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
let zoe: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account({ name: 'Northwind', firstName: 'Ana', lastName: 'Ruiz' });
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id, { firstName: 'Ben', lastName: 'Okafor', email: 'ben@records.example' });
  zoe = await app.make.user(account.id, { firstName: 'Zoë', lastName: 'Lindqvist', email: 'zoe@records.example' });
});
afterAll(() => app.close());

type Query = NonNullable<Parameters<typeof owner.call<'listActivity'>>[1]>['query'];

async function find(query: Query, by = owner): Promise<ActivityEntry[]> {
  return (await by.call('listActivity', { query })).body.items;
}

/** What a search finds, each entry by the value of its label. */
async function labels(query: Query, by = owner): Promise<unknown[]> {
  return (await find(query, by)).map(({ changes }) => (changes.label as { new: string } | undefined)?.new);
}

const labelled = (label: string, wishes: Omit<Parameters<typeof recordFor>[2], 'changes'> = {}) =>
  recordFor(app, account.id, { by: account.owner.id, about: ben.id, ...wishes, changes: { label: { old: null, new: label } } });

describe('the activity of the account', () => {
  it('tells of each entry who did it, for whom, to what, from where, with old and new values, and by which mass action', async () => {
    const massActionId = newId();
    await recordFor(app, account.id, {
      by: account.owner.id,
      onBehalfOf: zoe.id,
      about: ben.id,
      massActionId,
      address: '203.0.113.7',
      device: FIREFOX,
      changes: { firstName: { old: 'Benn', new: 'Ben' }, password: 'changed' },
    });
    const [entry] = await find({});
    expect(entry).toMatchObject({
      action: 'user.changed',
      actorKind: 'user',
      actor: { id: account.owner.id, name: 'Ana Ruiz' },
      onBehalfOf: { id: zoe.id, name: 'Zoë Lindqvist' },
      target: { type: 'user', id: ben.id, name: 'Ben Okafor' },
      changes: { firstName: { old: 'Benn', new: 'Ben' }, password: 'changed' },
      address: '203.0.113.7',
      device: FIREFOX,
      massActionId,
      times: 1,
    });
    expect(entry?.sessionId).toMatch(/^[\da-f-]{36}$/);
  });

  it('names departments, providers and the account, and what is gone by its id', async () => {
    const department = await app.make.department(account.id, 'Night shift');
    await recordFor(app, account.id, { type: 'department', about: department, action: 'department.created' });
    await recordFor(app, account.id, { type: 'account', about: account.id, action: 'account.changed' });
    await recordFor(app, account.id, { type: 'sign_in_provider', about: newId(), action: 'sign_in_provider.removed' });
    expect((await find({})).map(({ target, actorKind }) => [target.name, actorKind])).toEqual([
      [null, 'visitor'],
      ['Northwind', 'visitor'],
      ['Night shift', 'visitor'],
    ]);
  });

  it('comes in pages that miss nothing and show nothing twice, across months and while more happens', async () => {
    const months = [40, 70, 100].map((days) => new Date(Date.now() - days * 86_400_000));
    const past = (
      await Promise.all(months.map((until) => pastEntries(app, { accountId: account.id, about: ben.id, count: 12, until })))
    ).flat();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await owner.call('listActivity', { query: { limit: 5, ...(cursor ? { cursor } : {}) } });
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next ?? undefined;
      await labelled('meanwhile');
    } while (cursor);
    expect(seen).toEqual(past.sort().reverse());
  });

  it('is for whoever may see it, and holds nothing of another account', async () => {
    await labelled('secret');
    const strangers = await app.make.account();
    const stranger = await app.make.signedIn(strangers.owner);
    const ours = (await find({}))[0]?.id ?? '';
    for (const query of [{}, { q: 'secret' }, { target: ben.id }, { actor: account.owner.id }, { cursor: ours }, { q: 'ben' }]) {
      expect(await find(query, stranger)).toEqual([]);
    }
    const reporter = await app.make.signedIn(await app.make.user(account.id, { roles: ['reports', 'orders'] }));
    expect((await reporter.call('listActivity')).problem.code).toBe('permission.missing');
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect(await labels({ q: 'secret' }, admin)).toEqual(['secret']);
  });

  it.each([
    ['cursor', { cursor: 'x' }],
    ['cursor', { cursor: '%00' }],
    ['actor', { actor: 'me' }],
    ['target', { target: '1' }],
    ['action', { action: ['user.flew'] }],
    ['from', { from: 'yesterday' }],
    ['from', { from: '0000-01-01T00:00:00Z' }],
    ['to', { to: '2026-02-30T00:00:00Z' }],
    ['address', { address: '10.0.0.256' }],
    ['address', { address: '10.0.0.0/33' }],
    ['massAction', { massAction: 'x' }],
    ['q', { q: 'a'.repeat(201) }],
    ['q', { q: '\0' }],
    ['limit', { limit: 0 }],
  ])('refuses a wrong %s: %j', async (path, query) => {
    const { problem } = await owner.call('listActivity', { query: query as Query });
    expect(problem).toMatchObject({ status: 422, code: 'request.invalid' });
    expect(problem.errors?.[0]?.path.startsWith(path)).toBe(true);
  });
});

describe('a filter', () => {
  it('by actor, target, action, mass action and time lets through what fits all', async () => {
    const massAction = newId();
    await labelled('one', { by: ben.id, about: zoe.id });
    await labelled('two', { action: 'user.locked' });
    await labelled('three', { action: 'user.unlocked', massActionId: massAction });
    expect(await labels({ actor: ben.id })).toEqual(['one']);
    expect(await labels({ actor: account.owner.id })).toEqual(['three', 'two']);
    expect(await labels({ target: zoe.id })).toEqual(['one']);
    expect(await labels({ action: ['user.locked', 'user.unlocked'] })).toEqual(['three', 'two']);
    expect(await labels({ action: ['user.locked'], target: zoe.id })).toEqual([]);
    expect(await labels({ massAction })).toEqual(['three']);
    expect(await labels({ massAction, actor: ben.id })).toEqual([]);
  });

  it('by time counts from the first moment and up to, not including, the last; in any timezone', async () => {
    const until = new Date(Math.floor(Date.now() / 1000) * 1000 - 35 * 86_400_000);
    await pastEntries(app, { accountId: account.id, about: ben.id, count: 10, until });
    const at = (seconds: number) => new Date(until.getTime() - seconds * 1000).toISOString();
    expect(await labels({ from: at(4), to: at(2) })).toEqual(['past7', 'past6']);
    expect(await labels({ to: at(8) })).toEqual(['past1']);
    const elsewhere = `${new Date(until.getTime() - 1000 + 7_200_000).toISOString().slice(0, 19)}+02:00`;
    expect(await labels({ from: elsewhere })).toEqual(['past10', 'past9']);
    expect(await labels({ from: at(0), to: at(5) })).toEqual([]);
    expect(await labels({ from: '1700-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' })).toHaveLength(10);
  });

  it('by address takes one address or a block, of either kind', async () => {
    for (const address of ['10.0.3.7', '10.0.3.8', '10.0.30.1', '10.255.1.1', '2001:db8::1', '2001:db8:1::1']) {
      await labelled(address, { address });
    }
    const find = async (address: string) => (await labels({ address })).sort();
    expect(await find('10.0.3.7')).toEqual(['10.0.3.7']);
    expect(await find('10.0.3.0/24')).toEqual(['10.0.3.7', '10.0.3.8']);
    expect(await find('10.0.3.9/24')).toEqual(['10.0.3.7', '10.0.3.8']);
    expect(await find('10.0.0.0/8')).toEqual(['10.0.3.7', '10.0.3.8', '10.0.30.1', '10.255.1.1']);
    expect(await find('2001:db8::/48')).toEqual(['2001:db8::1']);
    expect(await find('2001:DB8::/32')).toEqual(['2001:db8:1::1', '2001:db8::1']);
    expect(await find('192.0.2.0/24')).toEqual([]);
    expect(await labels({ address: '10.0.0.0/8', q: '10.255.1.1' })).toEqual(['10.255.1.1']);
  });
});

describe('one’s own activity', () => {
  it('shows what one did and what was done to and for one; of others not from where they did it', async () => {
    const mine = await app.make.signedIn(ben);
    await labelled('by me', { by: ben.id, about: zoe.id, address: '10.1.1.1', device: FIREFOX });
    await labelled('to me', { address: '10.2.2.2', device: FIREFOX });
    await labelled('for me', { about: zoe.id, onBehalfOf: ben.id, address: '10.3.3.3' });
    await recordFor(app, account.id, { about: ben.id, address: '10.4.4.4', changes: { label: { new: 'somebody' } } });
    await labelled('not mine', { about: zoe.id });
    const list = async (query = {}, by = mine) =>
      (await by.call('listUserActivity', { params: { id: ben.id }, query })).body.items;
    const shown = (items: ActivityEntry[]) => items.map((one) => [(one.changes.label as { new: string }).new, one.address]);
    expect(shown(await list())).toEqual([
      ['somebody', '10.4.4.4'],
      ['for me', null],
      ['to me', null],
      ['by me', '10.1.1.1'],
    ]);
    expect((await list()).map(({ device }) => device)).toEqual([null, null, null, FIREFOX]);
    expect(shown(await list({}, owner))[2]).toEqual(['to me', '10.2.2.2']);
    // Nor can it be guessed.
    for (const query of [{ address: '10.2.2.2' }, { address: '10.2.0.0/16' }, { q: '10.2.2.2' }])
      expect(await list(query)).toEqual([]);
    expect(shown(await list({ address: '10.1.1.1' }))).toEqual([['by me', '10.1.1.1']]);
    expect(await list({ address: '10.2.2.2' }, owner)).toHaveLength(1);
  });
});
