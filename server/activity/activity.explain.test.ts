import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { newId } from '../platform/tokens.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { pastEntries } from '../testing/record-activity.ts';
import type { ActivityFilters } from './filters.ts';
import { findEntries } from './find-entries.ts';
import { listSignedIn } from './list-signed-in.ts';
import { readEntries } from './queries.ts';
import { readRecorded } from './read-recorded.ts';
import { summarizeActivity } from './summarize-activity.ts';

// As the application's role, over 100,000 entries of one account and some of another: what the database really did is asked of
// its own counters, since a plan does not show what functions do.

const ENTRIES = 100_000;

let app: TestApp;
let big: MadeAccount;
let small: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  [big, small] = [await app.make.account({ name: 'Bigcorp' }), await app.make.account()];
  ben = await app.make.user(big.id, { firstName: 'Ben', lastName: 'Okafor' });
  const until = new Date();
  await pastEntries(app, { accountId: big.id, about: big.owner.id, count: ENTRIES, until, word: 'hay' });
  await pastEntries(app, { accountId: big.id, about: ben.id, count: 500, until, word: 'needle' });
  await pastEntries(app, { accountId: small.id, about: small.owner.id, count: 500, until, word: 'hay' });
  await app.owner.query('vacuum analyze activity');
  await app.owner.query('vacuum analyze activity_values');
}, 120_000);
afterAll(() => app.close());

const NOWHERE = '00000000-0000-7000-8000-000000000000';

function mainUserOf({ id, owner }: MadeAccount): Actor {
  return {
    accountId: id,
    userId: owner.id,
    status: 'active',
    isMainUser: true,
    portalRoles: [],
    ...heldBy(true, [], null),
  };
}

/** How often tables of the record with many rows were read from end to end by this work, on connections of its own. */
async function scansDuring(work: (db: Database) => Promise<unknown>): Promise<unknown[]> {
  const scans = async () => {
    const { rows } = await app.owner.query<{ relname: string; seq_scan: string }>(
      "select relname, seq_scan from pg_stat_user_tables where relname like 'activity%' and n_live_tup > 1000",
    );
    return new Map(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
  };
  const before = await scans();
  expect(before.size).toBeGreaterThan(1);
  const db = openDatabase(app.urls.app, 2);
  await work(db);
  // What a connection has counted is there for others when it has ended.
  await db.close();
  const after = await scans();
  return [...after].filter(([table, count]) => count !== before.get(table));
}

const FILTERS: [string, () => ActivityFilters][] = [
  ['no filter', () => ({})],
  ['a user', () => ({ user: ben.id })],
  ['an actor', () => ({ actor: big.owner.id })],
  ['an actor of little', () => ({ actor: ben.id })],
  ['an actor who is nobody', () => ({ actor: NOWHERE })],
  ['a target', () => ({ target: ben.id })],
  ['a common action', () => ({ action: ['user.changed'] })],
  ['actions that did not happen', () => ({ action: ['user.locked', 'user.deleted'] })],
  ['an actor and an action that did not happen', () => ({ actor: big.owner.id, action: ['user.locked'] })],
  ['a mass action', () => ({ massAction: NOWHERE })],
  [
    'an hour',
    () => ({ from: new Date(Date.now() - 7_200_000).toISOString(), to: new Date(Date.now() - 3_600_000).toISOString() }),
  ],
  ['an address', () => ({ address: '198.51.100.7' })],
  ['a block', () => ({ address: '198.51.100.0/24' })],
  ['a block that nobody came from', () => ({ address: '192.0.2.0/24' })],
  ['a common word', () => ({ q: 'hay' })],
  ['a rare word', () => ({ q: 'needle7' })],
  ['a word of nobody', () => ({ q: 'nothing' })],
  ['a letter', () => ({ q: 'z' })],
  ['a name', () => ({ q: 'okafor' })],
  ['a part of an address', () => ({ q: '198.51.' })],
  ['a name and a word', () => ({ q: 'okafor needle' })],
  [
    'a text, an action and an hour',
    () => ({ q: 'needle', action: ['user.changed'], from: new Date(Date.now() - 3_600_000).toISOString() }),
  ],
  ['an actor and a text', () => ({ q: 'needle', actor: big.owner.id })],
  ['a block and a text', () => ({ q: 'needle', address: '198.51.100.0/24' })],
];

it.each(FILTERS)(
  'with %s no table of the record is read from end to end, on the first page or a later one',
  async (_, filters) => {
    for (const account of [big, small]) {
      const scans = await scansDuring(async (db) => {
        const reader = db.reader(account.id);
        const first = await findEntries(reader, mainUserOf(account), filters(), { before: undefined, limit: 25 });
        await readEntries(reader, account.id, first.ids);
        await findEntries(reader, mainUserOf(account), filters(), { before: first.next ?? newId(), limit: 25 });
      });
      expect(scans).toEqual([]);
    }
  },
);

it('the same holds of the last hour in numbers, of who is signed in, and of what the live streams read', async () => {
  const seen = { at: Math.floor(Date.now() / 1000), snapshot: '', end: 0n };
  const { rows } = await app.owner.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');
  seen.snapshot = rows[0]?.snapshot ?? '';
  const scans = await scansDuring(async (db) => {
    await summarizeActivity(db.reader(small.id), small.id);
    await summarizeActivity(db.reader(big.id), big.id);
    await listSignedIn(db.reader(big.id), big.id, { limit: 25 });
    await readRecorded(db, { seen, until: seen.snapshot, followers: [{ accountId: big.id, userId: ben.id }] });
  });
  expect(scans).toEqual([]);
});
