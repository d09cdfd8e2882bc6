import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { openStream, type Stream } from '../testing/live.ts';
import { waitFor } from '../testing/mail-server.ts';
import { recordFor } from '../testing/record-activity.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account({ firstName: 'Ana', lastName: 'Ruiz' });
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id, { firstName: 'Ben', lastName: 'Okafor', roles: ['reports'] });
});
afterAll(() => app.close());

const topics = 'activity';

async function follow(client: Client, more: { after?: string } = {}): Promise<Stream> {
  const stream = await openStream(client, { topics, ...more });
  await stream.next('ready');
  return stream;
}

function heard(stream: Stream) {
  return stream.heard.flatMap(({ data }) => (data.kind === 'activity.recorded' ? [data] : []));
}

/** The labels of everything that was heard, in the order in which it happened. */
function labels(stream: Stream): unknown[] {
  const all = heard(stream).flatMap(({ entries }) => entries.toReversed());
  return all.flatMap(({ changes }) => (changes.label as { new: unknown } | undefined)?.new ?? []);
}

const tell = (label: string, wishes: Parameters<typeof recordFor>[2] = {}, accountId = account.id) =>
  recordFor(app, accountId, { about: account.owner.id, ...wishes, changes: { label: { new: label } } });

describe('what is recorded', () => {
  it('is said as the list shows it, to streams that ask for it only', async () => {
    const [stream, plain] = [await follow(owner), await openStream(owner)];
    await plain.next('ready');
    await tell('one', { by: ben.id, about: ben.id, address: '10.0.0.1' });
    const [event] = await stream.next('activity.recorded');
    expect(event).toMatchObject({ more: 0, entries: [{ actor: { name: 'Ben Okafor' }, address: '10.0.0.1' }] });
    expect(event?.entries).toEqual((await owner.call('listActivity')).body.items);
    await app.owner.query('update users set version = version + 1 where id = $1', [account.owner.id]);
    await plain.next('users.changed');
    expect(heard(plain)).toEqual([]);
    for (const one of [stream, plain]) one.leave();
  });

  it('is refused as a topic that there is not', async () => {
    expect((await owner.call('streamLive', { query: { topics: ['weather' as never] } })).problem.code).toBe('request.invalid');
  });

  it('comes once and in order, however much there is, and tells how much was left out', async () => {
    const stream = await follow(owner);
    for (let n = 0; n < 60; n += 1) await tell(`n${n}`);
    await waitFor(() => (labels(stream).length >= 60 ? true : null), 'sixty entries');
    expect(labels(stream)).toEqual(Array.from({ length: 60 }, (_, n) => `n${n}`));
    const before = heard(stream).length;
    await app.owner.query(
      `insert into activity (account_id, id, action, actor_kind, target_type, target_id)
       select $1, (left(activity_id_at(clock_timestamp())::text, 14) || '7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'user.changed', 'system', 'user', $2
       from generate_series(1, 250) n`,
      [account.id, ben.id],
    );
    await waitFor(() => (heard(stream).length > before ? true : null), 'the crowd');
    const crowd = heard(stream)[before];
    expect(crowd?.entries).toHaveLength(100);
    expect(crowd?.more).toBe(150);
    expect(crowd?.entries.map(({ id }) => id)).toEqual(
      (await owner.call('listActivity', { query: { limit: 100 } })).body.items.map(({ id }) => id),
    );
    stream.leave();
  });

  it('in another account is never heard of', async () => {
    const other = await app.make.account();
    const [ours, theirs] = [await follow(owner), await follow(await app.make.signedIn(other.owner))];
    await tell('theirs', { about: other.owner.id }, other.id);
    await tell('about ours, in theirs', { about: account.owner.id, by: account.owner.id }, other.id);
    await tell('ours');
    await waitFor(() => (labels(ours).length > 0 && labels(theirs).length > 1 ? true : null), 'both');
    expect(labels(ours)).toEqual(['ours']);
    expect(labels(theirs)).toEqual(['theirs', 'about ours, in theirs']);
    for (const one of [ours, theirs]) one.leave();
  });

  it('is said of oneself only to who may not see everything, without where others did it', async () => {
    const stream = await follow(await app.make.signedIn(ben));
    await tell('not his', { address: '10.0.0.1' });
    await tell('to him', { by: account.owner.id, about: ben.id, address: '10.0.0.1' });
    await tell('by him', { by: ben.id, address: '10.0.0.2' });
    await waitFor(() => (labels(stream).length > 1 ? true : null), 'his own');
    expect(labels(stream)).toEqual(['to him', 'by him']);
    expect(heard(stream).flatMap(({ entries }) => entries.toReversed().map(({ address }) => address))).toEqual([
      null,
      '10.0.0.2',
    ]);
    for (const { more } of heard(stream)) expect(more).toBe(0);
    stream.leave();
  });

  it('is said from the moment on at which somebody may see it, and no longer than that', async () => {
    const stream = await follow(await app.make.signedIn(ben));
    const give = (roles: ('admin' | 'reports')[], version: number) =>
      owner.call('updateUser', {
        params: { id: ben.id },
        body: { portalRoles: roles },
        headers: { 'if-match': String(version) },
      });
    expect((await give(['admin'], 1)).status).toBe(200);
    await stream.next('users.changed');
    await tell('seen');
    await waitFor(() => (labels(stream).includes('seen') ? true : null), 'what he may see');
    expect((await give(['reports'], 2)).status).toBe(200);
    await stream.next('users.changed', 2);
    await tell('hidden');
    await tell('his', { about: ben.id });
    await waitFor(() => (labels(stream).includes('his') ? true : null), 'his own');
    expect(labels(stream)).not.toContain('hidden');
    stream.leave();
  });

  it('is not said any more when the session is over', async () => {
    const session = await app.make.signedIn(account.owner);
    const stream = await follow(session);
    await session.call('signOut', { headers: { cookie: session.cookie } });
    await tell('late');
    await stream.ended();
    expect(stream.heard.at(-1)?.data.kind).toBe('session.ended');
    expect(labels(stream)).not.toContain('late');
  });
});

describe('after a break', () => {
  it('of the network a stream says what was missed, once', async () => {
    const first = await follow(owner);
    await tell('before');
    await waitFor(() => (labels(first).length > 0 ? true : null), 'the first');
    const after = first.heard.at(-1)?.id ?? '';
    first.leave();
    for (let n = 0; n < 130; n += 1) await tell(`missed${n}`);
    const second = await follow(owner, { after });
    await tell('after');
    await waitFor(() => (labels(second).includes('after') ? true : null), 'the last');
    const [missed] = heard(second);
    expect(missed?.entries).toHaveLength(100);
    const all = labels(second).filter((label) => String(label).startsWith('missed'));
    expect(all).toEqual(Array.from({ length: all.length }, (_, n) => `missed${n + 130 - all.length}`));
    expect(all.length + heard(second).reduce((sum, { more }) => sum + more, 0)).toBe(130);
    expect(labels(second)).not.toContain('before');
    second.leave();
  });

  it('of the connection that listens, and with another process that recorded it, nothing is missed', async () => {
    const second = await app.another();
    const there = Object.assign(new Client(second.url), { cookie: owner.cookie });
    const [here, elsewhere] = [await follow(owner), await follow(there)];
    const superuser = new pg.Client({ connectionString: app.urls.superuser });
    await superuser.connect();
    await superuser.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'rollcall_commits'",
    );
    await superuser.end();
    const ids = Array.from({ length: 20 }, (_, n) => `cut${n}`);
    for (const id of ids) await tell(id);
    for (const stream of [here, elsewhere]) {
      await waitFor(() => (labels(stream).length >= 20 ? true : null), 'everything');
      expect(labels(stream)).toEqual(ids);
      stream.leave();
    }
    await second.close();
  });
});

describe('two hundred entries a second', () => {
  it('reach fifty streams, each once, with nobody cut off', async () => {
    const sessions = await Promise.all(Array.from({ length: 3 }, () => app.make.signedIn(account.owner)));
    const streams = await Promise.all(Array.from({ length: 50 }, (_, n) => follow(sessions[n % 3] ?? owner)));
    const COUNT = 200;
    for (let n = 0; n < COUNT; n += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, m) => tell(`many${n + m}`)));
    }
    const total = (stream: Stream) => heard(stream).reduce((sum, { entries, more }) => sum + entries.length + more, 0);
    for (const stream of streams) {
      await waitFor(() => (total(stream) >= COUNT ? true : null), 'everything', 30);
      const said = labels(stream);
      expect(new Set(said).size).toBe(said.length);
      expect(total(stream)).toBe(COUNT);
      stream.leave();
    }
  });
});
