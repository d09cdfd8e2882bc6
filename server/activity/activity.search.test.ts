import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { atOnce } from '../testing/races.ts';
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

describe('a text', () => {
  it.each([
    ['val', true],
    ['VALUE', true],
    ['alue', false],
    ['über', true],
    ['uber', true],
    ['straße', true],
    ['привет', true],
    ['ПРИВ', true],
    ['مرحبا', true],
    ['o’neil', true],
    ["o'neil", true],
    ['neil', true],
    ['ben.okafor@new.example', true],
    ['new.example', true],
    ['firefox', true],
    ['linux', true],
    ['mozilla', false],
    ['203.0.', true],
    ['203.0.113.7', true],
    ['203.0.11', true],
    ['0.113.7', false],
    ['value firefox 203.0.113.7', true],
    ['value chrome', false],
    ['new', true],
    ['old', false],
    ['null', false],
    ["'; drop table users; --", false],
    ["':*|!q\\", false],
    ['---', true],
  ])('“%s” is found among values, device and address by the beginnings of its words: %s', async (q, isFound) => {
    const text = 'Value Über Straße Привет مَرْحَبًا O’Neil';
    await recordFor(app, account.id, {
      by: account.owner.id,
      about: account.id,
      type: 'account',
      address: '203.0.113.7',
      device: FIREFOX,
      changes: { label: { old: null, new: text }, email: { old: 'a', new: 'ben.okafor@new.example' } },
    });
    expect(await find({ q })).toHaveLength(isFound ? 1 : 0);
  });

  it('meets the names of who did it, to whom, for whom and to what, as they are now', async () => {
    await labelled('by Ben', { by: ben.id, about: account.id, type: 'account' });
    await labelled('to Ben', { about: ben.id });
    await labelled('for Ben', { by: zoe.id, about: account.id, type: 'account', onBehalfOf: ben.id });
    const night = await app.make.department(account.id, 'Nightowls');
    await labelled('department', { by: zoe.id, type: 'department', about: night });
    expect((await labels({ q: 'okafor' })).sort()).toEqual(['by Ben', 'for Ben', 'to Ben']);
    expect((await labels({ q: 'lindqvist ok' })).sort()).toEqual(['for Ben']);
    expect(await labels({ q: 'zoe nightow' })).toEqual(['department']);
    const edit = { params: { id: ben.id }, body: { lastName: 'Sorensen' }, headers: { 'if-match': '1' } };
    expect((await owner.call('updateUser', edit)).status).toBe(200);
    expect((await labels({ q: 'sorensen' })).filter(Boolean).sort()).toEqual(['by Ben', 'for Ben', 'to Ben']);
    // As it was written it is found too: the entry of the change.
    expect(await find({ q: 'okafor' })).toMatchObject([{ changes: { lastName: { old: 'Okafor', new: 'Sorensen' } } }]);
  });

  it('with every other filter finds what fits both', async () => {
    for (const [n, action] of (['user.locked', 'user.unlocked', 'user.deleted'] as const).entries()) {
      await labelled(`parcel ${n}`, { action, address: `10.0.0.${n}` });
    }
    await labelled('letter', { action: 'user.locked' });
    const from = new Date(Date.now() - 60_000).toISOString();
    expect(await labels({ q: 'parcel', action: ['user.locked'], from })).toEqual(['parcel 0']);
    expect(await labels({ q: 'parcel', actor: account.owner.id })).toEqual(['parcel 2', 'parcel 1', 'parcel 0']);
    expect(await labels({ q: 'parcel', actor: zoe.id })).toEqual([]);
    expect(await labels({ q: 'parcel', to: from })).toEqual([]);
    expect(await labels({ q: 'parcel', address: '10.0.0.1' })).toEqual(['parcel 1']);
  });

  it('very long, and of many words, breaks nothing', async () => {
    await recordFor(app, account.id, { changes: { label: { new: 'x'.repeat(5000) }, list: { new: Array(300).fill('wörd') } } });
    expect(await find({ q: 'x'.repeat(64) })).toHaveLength(1);
    expect(await find({ q: 'word' })).toHaveLength(1);
    expect(await find({ q: Array.from({ length: 40 }, (_, n) => `w${n}`).join(' ') })).toEqual([]);
  });

  it('that was erased with a person is not found any more, the entry still is', async () => {
    await recordFor(app, account.id, { by: ben.id, about: ben.id, changes: { label: { new: 'unforgettable' } } });
    await owner.call('deleteUser', { params: { id: ben.id } });
    expect(await find({ q: 'unforgettable' })).toHaveLength(1);
    expect((await owner.call('eraseUser', { params: { id: ben.id } })).status).toBe(204);
    expect(await find({ q: 'unforgettable' })).toEqual([]);
    const kept = await find({ actor: ben.id });
    expect(kept.at(-1)).toMatchObject({ actor: { id: ben.id, name: null }, changes: {}, address: null });
  });

  it('that is recorded by a hundred at once is found a hundred times', async () => {
    await atOnce(100, (n) => labelled(`race${n}`));
    expect(new Set(await labels({ q: 'race', limit: 200 })).size).toBe(100);
  });
});

describe('a search through much', () => {
  it('finds the rare behind the common, in pages that may be short, and ends', async () => {
    const until = new Date(Date.now() - 50 * 86_400_000);
    const rare = await pastEntries(app, { accountId: account.id, about: zoe.id, count: 3, until, word: 'needle' });
    for (const days of [20, 49]) {
      const then = new Date(Date.now() - days * 86_400_000);
      await pastEntries(app, { accountId: account.id, about: ben.id, count: 6000, until: then, word: 'hay' });
    }
    const all = async (query: Query) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await owner.call('listActivity', { query: { limit: 200, ...query, ...(cursor ? { cursor } : {}) } });
        ids.push(...body.items.map(({ id }) => id));
        cursor = body.next ?? undefined;
      } while (cursor);
      return ids;
    };
    expect(await all({ q: 'needle' })).toEqual(rare.toReversed());
    expect(await all({ q: 'lindqvist' })).toEqual(rare.toReversed());
    expect(await all({ q: 'needle', actor: zoe.id, action: ['user.changed'] })).toEqual(rare.toReversed());
    expect(await all({ q: 'needle', actor: ben.id })).toEqual([]);
    expect(await all({ q: 'hay', actor: zoe.id })).toEqual([]);
    expect(await all({ action: ['user.locked'], actor: ben.id })).toEqual([]);
    const [hay, okafor] = [await all({ q: 'hay' }), await all({ q: 'okafor', address: '198.51.100.0/24' })];
    expect(hay).toHaveLength(12_000);
    expect(okafor).toEqual(hay);
    expect(new Set(hay).size).toBe(12_000);
    expect(hay).toEqual(hay.toSorted().reverse());
  });
});
