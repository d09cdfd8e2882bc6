import { connect } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Announced } from '../../contract/live.ts';
import { createApp } from '../app.ts';
import { openDatabase, type Tx } from '../db/pool.ts';
import { announce, type LiveNews } from '../platform/live-events.ts';
import type { Feed } from '../platform/live-feed.ts';
import { LiveHub } from '../platform/live-hub.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { openStream } from '../testing/live.ts';
import { waitFor } from '../testing/mail-server.ts';
import { atOnce } from '../testing/races.ts';

// What is announced arrives, once, whoever commits when, and whatever breaks meanwhile.

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

const NEVER = new AbortController().signal;
const HOUR = 3_600_000;

function follow(hub: LiveHub, after?: string): Promise<Feed> {
  return hub.follow({ accountId: account.id, userId: newId(), sessionId: newId(), hearsActivity: false, after, gone: NEVER });
}

const changed = (id: string): Announced => ({ kind: 'users.changed', ids: [id] });
const idsOf = (events: readonly LiveNews[]) => events.flatMap((event) => (event.kind === 'users.changed' ? event.ids : []));
const tell = (id: string, work?: (tx: Tx) => Promise<unknown>) =>
  app.db.write(
    account.id,
    async (tx) => {
      await announce(tx, changed(id));
      await work?.(tx);
    },
    { unrecorded: 'outbox' },
  );

/** Takes from the feed until there are so many. */
async function take(feed: Feed, count: number) {
  const ids: string[] = [];
  let position = feed.start;
  await waitFor(async () => {
    const news = await feed.take(200);
    ids.push(...idsOf(news?.events ?? []));
    position = news?.position ?? position;
    return ids.length >= count ? true : null;
  }, `${count} events`);
  return { ids, position };
}

describe('a hundred writers at once', () => {
  it('are read each once, whether they commit early or late, by readers who come and go', async () => {
    const hub = new LiveHub(app.db);
    const reader = await follow(hub);
    const ids = Array.from({ length: 100 }, newId);
    const writing = atOnce(100, (n) => tell(ids[n] ?? '', (tx) => sql`select pg_sleep(${(n % 7) / 50})`.execute(tx)));
    // One who leaves again and again, and goes on each time where they were.
    const visits = { ids: [] as string[], position: reader.start };
    await waitFor(async () => {
      const feed = await follow(hub, visits.position);
      expect(feed.isWhole).toBe(true);
      const news = await feed.take(20);
      feed.close();
      visits.ids.push(...idsOf(news?.events ?? []));
      visits.position = news?.position ?? visits.position;
      return visits.ids.length >= 100 ? true : null;
    }, 'the visitor');
    await writing;
    expect((await take(reader, 100)).ids.sort()).toEqual(ids.toSorted());
    expect(visits.ids.sort()).toEqual(ids.toSorted());
    await hub.close();
  });

  it('a row with a lower id that is committed late is read late, and holds up nobody', async () => {
    const hub = new LiveHub(app.db);
    const feed = await follow(hub);
    const [early, late] = [newId(), newId()];
    const { promise: isWritten, resolve: written } = Promise.withResolvers<void>();
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const slow = tell(late, () => {
      written();
      return mayCommit;
    });
    await isWritten;
    await tell(early);
    const first = await take(feed, 1);
    expect(first.ids).toEqual([early]);
    commit();
    await slow;
    expect((await take(feed, 1)).ids).toEqual([late]);
    const again = await follow(hub, first.position);
    expect((await take(again, 1)).ids).toEqual([late]);
    await hub.close();
  });

  it('what is rolled back is never read', async () => {
    const hub = new LiveHub(app.db);
    const feed = await follow(hub);
    await expect(tell(newId(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const id = newId();
    await tell(id);
    expect((await take(feed, 1)).ids).toEqual([id]);
    await hub.close();
  });
});

describe('a commit', () => {
  it('is heard of without looking, also after the connection that listens was cut', async () => {
    const hub = new LiveHub(app.db, { pollMs: HOUR });
    const feed = await follow(hub);
    await tell(account.id);
    await take(feed, 1);
    const listening =
      "select pid from pg_stat_activity where datname = current_database() and application_name = 'rollcall_commits'";
    const superuser = new pg.Client({ connectionString: app.urls.superuser });
    await superuser.connect();
    const { rows } = await superuser.query<{ pid: number }>(listening);
    expect(rows.length).toBeGreaterThan(0);
    for (const { pid } of rows) await superuser.query('select pg_terminate_backend($1)', [pid]);
    await superuser.end();
    const ids = [newId(), newId()];
    for (const id of ids) await tell(id);
    expect((await take(feed, 2)).ids).toEqual(ids);
    await hub.close();
  });

  it('that tells nobody is found by looking', async () => {
    const hub = new LiveHub(app.db);
    const feed = await follow(hub);
    await app.owner.query("insert into live_events (account_id, kind, data) values ($1, 'users.changed', $2)", [
      account.id,
      { ids: [account.owner.id] },
    ]);
    expect((await take(feed, 1)).ids).toEqual([account.owner.id]);
    await hub.close();
  });
});

describe('a stream that was cut', () => {
  it('goes on where it was: by the header before the address, with nothing left out', async () => {
    const admin = await app.make.signedIn(account.owner);
    const first = await openStream(admin);
    await first.next('ready');
    const start = first.heard[0]?.id ?? '';
    await app.make.user(account.id);
    await first.next('users.changed');
    const later = first.heard.at(-1)?.id ?? '';
    first.leave();
    const { id } = await app.make.user(account.id);
    const [byHeader, byAddress] = [
      await openStream(admin, { after: start, lastEventId: later }),
      await openStream(admin, { after: start }),
    ];
    expect(await byHeader.next('users.changed')).toEqual([{ kind: 'users.changed', ids: [id] }]);
    expect((await byAddress.next('users.changed'))[0]?.ids).toHaveLength(2);
    expect(await byAddress.next('ready')).toMatchObject([{ whole: true }]);
    for (const stream of [byHeader, byAddress]) stream.leave();
  });

  it('is told that something may be missing after half an hour, or where the place is of another database', async () => {
    const admin = await app.make.signedIn(account.owner);
    const now = Math.floor(Date.now() / 1000);
    for (const after of [`${now - 1801}-1000:1000:`, `${now}-9999999999:9999999999:`]) {
      const stream = await openStream(admin, { after });
      expect(await stream.next('ready')).toMatchObject([{ whole: false }]);
      stream.leave();
    }
  });

  it('misses nothing while the rows are there: they go by age, and not before an hour', async () => {
    await app.owner.query("update live_events set at = now() - interval '59 minutes'");
    const count = async () => Number((await app.owner.query('select count(*) from live_events')).rows[0].count);
    const before = await count();
    const worker = new pg.Client({ connectionString: app.urls.worker });
    await worker.connect();
    await worker.query('select clean_up_live_events()');
    expect(await count()).toBe(before);
    await app.owner.query("update live_events set at = now() - interval '61 minutes'");
    await worker.query('select clean_up_live_events()');
    expect(await count()).toBe(0);
    await worker.end();
  });
});

describe('with two servers on one database', () => {
  it('a session that ends on one closes its stream on the other; and each lets go of its streams when it ends', async () => {
    const db = openDatabase(app.urls.app, 5);
    const second = await createApp({ db, config: app.config, secrets: app.secrets });
    const url = await second.listen({ port: 0, host: '127.0.0.1' });
    const here = await app.make.signedIn(account.owner);
    const there = new Client(url);
    there.cookie = here.cookie;
    const bystander = new Client(url);
    bystander.cookie = (await app.make.signedIn(account.owner)).cookie;
    const [stream, other] = [await openStream(there), await openStream(bystander)];
    for (const one of [stream, other]) await one.next('ready');
    await here.call('signOut', { headers: { cookie: here.cookie } });
    expect(await stream.next('session.ended')).toMatchObject([{ because: 'signed_out' }]);
    expect(await stream.ended()).toBe(false);
    // Browsers open connections ahead; one on which nothing was asked holds up the end no more than a stream does.
    const ahead = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => ahead.once('connect', resolve));
    await second.close();
    ahead.destroy();
    expect(await other.ended()).toBe(false);
    expect(other.heard.map(({ data }) => data.kind)).toEqual(['ready']);
    await db.close();
  });
});

describe('while the database is away', () => {
  it('streams stay, and say what happened when it is back', async () => {
    const admin = await app.make.signedIn(account.owner);
    const stream = await openStream(admin);
    await stream.next('ready');
    const superuser = new pg.Client({ connectionString: app.urls.superuser });
    await superuser.connect();
    const cut = () =>
      superuser.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename = 'rollcall_test_app'`,
      );
    await cut();
    await superuser.query("insert into live_events (account_id, kind, data) values ($1, 'users.changed', $2)", [
      account.id,
      { ids: [account.owner.id] },
    ]);
    await cut();
    await superuser.end();
    expect(await stream.next('users.changed')).toEqual([{ kind: 'users.changed', ids: [account.owner.id] }]);
    stream.leave();
  });
});
