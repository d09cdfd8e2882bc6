import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EndReason } from '../../contract/live.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { openStream } from '../testing/live.ts';
import { waitFor } from '../testing/mail-server.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
let client: Client;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id, { roles: ['reports'] });
  client = await app.make.signedIn(ben);
});
afterAll(() => app.close());

const idOf = async (of: Client) => (await of.call('getMe')).body.session.id;

describe('a live stream', () => {
  it('begins with where it stands, is kept by no cache and held up by no proxy', async () => {
    const stream = await openStream(client);
    expect(await stream.next('ready')).toEqual([{ kind: 'ready', sessionId: await idOf(client), whole: false }]);
    const { headers } = stream.response;
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(stream.text()).toMatch(/^retry: \d+\n\nid: \d+-\d+:\d+:[\d,]*\ndata: /);
    stream.leave();
  });

  it('is open while the password must be changed, and is counted until its reader leaves', async () => {
    const eve = await app.make.user(account.id, { roles: ['admin'], passwordMustChange: true });
    const stream = await openStream(await app.make.signedIn(eve));
    await stream.next('ready');
    const count = async () =>
      Number(/^rollcall_live_streams (\d+)$/m.exec(await (await fetch(`${app.url}/metrics`)).text())?.[1]);
    expect(await count()).toBeGreaterThan(0);
    const before = await count();
    stream.leave();
    await waitFor(async () => ((await count()) < before ? true : null), 'the stream to be forgotten');
  });

  it('says where it stands after a quarter of a minute of quiet, so that both ends know the other is there', async () => {
    const stream = await openStream(client);
    await app.make.user((await app.make.account()).id);
    expect(await stream.next('position')).toEqual([{ kind: 'position' }]);
    expect(stream.heard.at(-1)?.id).not.toBe(stream.heard[0]?.id);
    stream.leave();
  });

  it('is refused to visitors, and once a session has ended', async () => {
    expect((await app.visitor().call('streamLive')).problem.code).toBe('session.required');
    await client.call('endMySession', { params: { sessionId: await idOf(client) } });
    expect((await client.call('streamLive')).problem.code).toBe('session.required');
  });

  it.each(['x', '1', '1-', '1-5:4:', '1-0:1:', '1-1:5:7', '1-1:5:3,2', '1-1:5:,', `1-1:${2n ** 64n}:`, '1-1:2:;drop', '-1-1:2:'])(
    'goes on from no place that is none: %s',
    async (after) => {
      const path = `/api/v1/live?after=${encodeURIComponent(after)}`;
      const asked = [
        await client.send('GET', path),
        await client.send('GET', '/api/v1/live', undefined, { 'last-event-id': after }),
      ];
      for (const response of asked) {
        expect(response.status).toBe(422);
        expect(await response.json()).toMatchObject({
          code: 'request.invalid',
          errors: [{ path: 'after', code: 'field.invalid' }],
        });
      }
    },
  );

  it('is open twenty times in a session, of a hundred at the same moment; and again when one has left', async () => {
    const leaving = new AbortController();
    const open = () => fetch(`${app.url}/api/v1/live`, { headers: { cookie: client.cookie }, signal: leaving.signal });
    const answers = await Promise.all(Array.from({ length: 100 }, open));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(80);
    expect(await refused[0]?.json()).toMatchObject({ code: 'live.too_many', status: 429, params: { maximum: 20 } });
    for (const { body } of refused.slice(1)) await body?.cancel();
    const other = await openStream(await app.make.signedIn(ben));
    leaving.abort();
    const again = await waitFor(() => openStream(client).catch(() => null), 'room');
    expect(await again.next('ready')).toHaveLength(1);
    for (const stream of [again, other]) stream.leave();
  });
});

describe('the end of a session', () => {
  const WAYS: [EndReason, (sessionId: string) => Promise<unknown>][] = [
    ['signed_out', () => client.call('signOut', { headers: { cookie: client.cookie } })],
    ['ended_by_user', (sessionId) => client.call('endMySession', { params: { sessionId } })],
    ['ended_by_admin', (sessionId) => owner.call('endUserSession', { params: { id: ben.id, sessionId } })],
    ['user_deactivated', () => owner.call('deactivateUser', { params: { id: ben.id } })],
    ['user_deleted', () => owner.call('deleteUser', { params: { id: ben.id } })],
    ['password_changed', async () => changePassword(await app.make.signedIn(ben))],
    ['limit_reached', () => signInAgain()],
    ['expired', (id) => app.owner.query('update sessions set expires_at = now() where id = $1', [id])],
    [
      'password_reset',
      (id) => app.owner.query("update sessions set ended_at = now(), ended_because = 'password_reset' where id = $1", [id]),
    ],
    ['user_deleted', (id) => app.owner.query('delete from sessions where id = $1', [id])],
    ['user_deactivated', () => app.owner.query("update users set status = 'inactive' where id = $1", [ben.id])],
  ];
  const signInAgain = async () => {
    await app.owner.query('update users set session_limit = 1 where id = $1', [ben.id]);
    return app.visitor().call('signIn', { body: { login: ben.email, password: PASSWORD, endOldest: true } });
  };
  const changePassword = (by: Client) =>
    by.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: 'Another-9-harbour' } });

  it.each(WAYS)('%s is said, and then the stream ends; whoever causes it', async (because, end) => {
    const stream = await openStream(client);
    await stream.next('ready');
    const sessionId = await idOf(client);
    await end(sessionId);
    expect(await stream.ended()).toBe(false);
    expect(stream.heard.at(-1)?.data).toEqual({ kind: 'session.ended', sessionId, userId: ben.id, because });
    expect((await client.call('streamLive')).problem.code).toBe('session.required');
  });

  it('by its own clock is said', async () => {
    await app.owner.query("update sessions set expires_at = now() + interval '1 second' where id = $1", [await idOf(client)]);
    const stream = await openStream(client);
    expect(await stream.next('session.ended')).toMatchObject([{ because: 'expired' }]);
    expect(await stream.ended()).toBe(false);
  });

  it('is looked for when it changes from where people may work', async () => {
    const values = [account.id, ben.id];
    await app.owner.query("insert into allowed_addresses (account_id, id, block) values ($1, gen_random_uuid(), '10.0.0.0/8')", [
      account.id,
    ]);
    await app.owner.query(
      "insert into allowed_addresses (account_id, id, user_id, block) values ($1, gen_random_uuid(), $2, '10.0.0.0/8')",
      values,
    );
    await app.owner.query('update accounts set limits_addresses = true where id = $1', [account.id]);
    await app.owner.query('update users set limits_addresses = true where account_id = $1 and id = $2', values);
    await app.owner.query('delete from allowed_addresses where account_id = $1 and user_id = $2', values);
    const { rows } = await app.owner.query(
      "select data ->> 'userId' as of from live_events where account_id = $1 and kind = 'access.changed' order by id",
      [account.id],
    );
    expect(rows.map(({ of }) => of)).toEqual([null, ben.id, null, ben.id, ben.id]);
  });

  it('earlier than it said is kept too, and nothing is said before', async () => {
    const stream = await openStream(client);
    await stream.next('ready');
    await app.owner.query("update sessions set expires_at = now() + interval '1500 milliseconds' where id = $1", [
      await idOf(client),
    ]);
    expect(await stream.next('session.ended')).toMatchObject([{ because: 'expired' }]);
    expect((await client.call('getMe')).status).toBe(401);
  });

  it('is nothing to the person’s other sessions, to others, or to another account', async () => {
    const others = [owner, await app.make.signedIn(ben), await app.make.signedIn((await app.make.account()).owner)];
    const streams = await Promise.all(others.map((other) => openStream(other)));
    for (const stream of streams) await stream.next('ready');
    const own = await openStream(client);
    await own.next('ready');
    await client.call('signOut', { headers: { cookie: client.cookie } });
    await own.ended();
    // What comes next has passed everything that came before.
    await app.owner.query('update users set version = version + 1 where status = $1', ['active']);
    for (const stream of streams) {
      await stream.next('users.changed');
      expect(stream.heard.map(({ data }) => data.kind)).toEqual(['ready', 'users.changed']);
      stream.leave();
    }
  });
});

describe('changed users', () => {
  it('are said to who sees users, once for all that come together', async () => {
    const admin = await openStream(owner);
    await admin.next('ready');
    const made = await owner.call('createUser', {
      body: { firstName: 'Cleo', lastName: 'Stone', email: 'cleo@live.example', portalRoles: ['reports'] },
    });
    expect(await admin.next('users.changed')).toMatchObject([{ ids: [made.body.id] }]);
    await app.owner.query('update users set version = version + 1 where account_id = $1', [account.id]);
    const [, both] = await admin.next('users.changed', 2);
    expect([...(both?.ids ?? [])].sort()).toEqual([account.owner.id, ben.id, made.body.id].sort());
    admin.leave();
  });

  it('are said of oneself only to everybody else, and not to another account', async () => {
    const strangers = await openStream(await app.make.signedIn((await app.make.account()).owner));
    const [others, eve] = [await openStream(client), await openStream(await app.make.signedIn(await app.make.user(account.id)))];
    for (const stream of [strangers, others, eve]) await stream.next('ready');
    await owner.call('updateUser', { params: { id: ben.id }, body: { lastName: 'New' }, headers: { 'if-match': '1' } });
    expect(await others.next('users.changed')).toEqual([{ kind: 'users.changed', ids: [ben.id] }]);
    for (const stream of [strangers, eve]) expect(stream.heard).toHaveLength(1);
    for (const stream of [strangers, others, eve]) stream.leave();
  });

  it('are said from the moment on at which somebody may see them, and no longer than that', async () => {
    const stream = await openStream(client);
    await stream.next('ready');
    const give = (roles: string, version: number) =>
      owner.call('updateUser', {
        params: { id: ben.id },
        body: { portalRoles: roles === 'admin' ? ['admin'] : [] },
        headers: { 'if-match': String(version) },
      });
    expect((await give('admin', 1)).status).toBe(200);
    await stream.next('users.changed');
    await app.owner.query('update users set version = version + 1 where id = $1', [account.owner.id]);
    expect((await stream.next('users.changed', 2))[1]?.ids).toEqual([account.owner.id]);
    expect((await give('none', 2)).status).toBe(200);
    await stream.next('users.changed', 3);
    await app.owner.query('update users set version = version + 1 where account_id = $1', [account.id]);
    expect((await stream.next('users.changed', 4))[3]?.ids).toEqual([ben.id]);
    stream.leave();
  });

  it('do not count who merely signs in', async () => {
    const admin = await openStream(owner);
    await admin.next('ready');
    expect((await app.visitor().call('signIn', { body: { login: ben.email, password: PASSWORD } })).status).toBe(201);
    await app.owner.query('update users set version = version + 1 where id = $1', [account.owner.id]);
    expect(await admin.next('users.changed')).toEqual([{ kind: 'users.changed', ids: [account.owner.id] }]);
    admin.leave();
  });

  it('too many to name are not named', async () => {
    const admin = await openStream(owner);
    await admin.next('ready');
    await Promise.all(Array.from({ length: 201 }, () => app.make.user(account.id)));
    await app.owner.query('update users set version = version + 1 where account_id = $1', [account.id]);
    await waitFor(
      () => (admin.heard.some(({ data }) => data.kind === 'users.changed' && data.ids.length === 0) ? true : null),
      'the many',
    );
    admin.leave();
  });
});
