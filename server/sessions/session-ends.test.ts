import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';

// Two processes on one database: what one ends is over on the other.

let app: TestApp;
let there: Awaited<ReturnType<TestApp['another']>>;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  there = await app.another();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
beforeEach(async () => {
  ben = await app.make.user(account.id, { roles: ['reports'] });
});
afterAll(async () => {
  await there.close();
  await app.close();
});

const signIn = (client: Client, endOldest?: boolean) =>
  client.call('signIn', { body: { login: ben.email, password: PASSWORD, endOldest } });

/** A session that was opened here, as a client of the process there. */
async function sessionThere(): Promise<Client> {
  const here = app.visitor();
  expect((await signIn(here)).status).toBe(201);
  const client = there.visitor();
  client.cookie = here.cookie;
  expect((await client.call('getMe')).status).toBe(200);
  return client;
}

const liveOf = async ({ id }: MadeUser): Promise<number> =>
  (
    await app.owner.query(
      'select count(*)::int as n from sessions where user_id = $1 and ended_at is null and expires_at > now()',
      [id],
    )
  ).rows[0].n;

async function limitTo(sessionLimit: number): Promise<void> {
  await app.owner.query('update users set session_limit = $1 where id = $2', [sessionLimit, ben.id]);
}

describe('a hundred sign-ins at once, on two processes', () => {
  it.each([1, 3])('leave exactly %i sessions, and tell the others that the limit is reached', async (limit) => {
    await limitTo(limit);
    const clients = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? app : there).visitor());
    const answers = await atOnce(100, (n) => signIn(clients[n] as Client));
    expect(tally(answers as never)).toEqual({ 201: limit, 'session.limit_reached': 100 - limit });
    expect(await liveOf(ben)).toBe(limit);
    const alive = await Promise.all(clients.map(async (client) => (await client.call('getMe')).status));
    expect(alive.filter((status) => status === 200)).toHaveLength(limit);
  });

  it.each([1, 3])('that end the oldest leave exactly %i, and these work', async (limit) => {
    await limitTo(limit);
    const clients = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? app : there).visitor());
    const answers = await atOnce(100, (n) => signIn(clients[n] as Client, true));
    expect(tally(answers as never)).toEqual({ 201: 100 });
    expect(await liveOf(ben)).toBe(limit);
    const alive = await Promise.all(clients.map(async (client) => (await client.call('getMe')).status));
    expect(alive.filter((status) => status === 200)).toHaveLength(limit);
    expect(alive.filter((status) => status === 401)).toHaveLength(100 - limit);
  });
});

/** Every way in which a session ends. */
const ENDS: Record<string, (client: Client) => Promise<unknown>> = {
  'its user signs out': (client) => client.call('signOut'),
  'its user ends it': async (client) => {
    const { id } = (await client.call('getMe')).body.session;
    const other = await app.make.signedIn(ben);
    return other.call('endMySession', { params: { sessionId: id } });
  },
  'an administrator ends it': async (client) => {
    const { id } = (await client.call('getMe')).body.session;
    return owner.call('endUserSession', { params: { id: ben.id, sessionId: id } });
  },
  'its user changes the password elsewhere': async () => {
    const other = await app.make.signedIn(ben);
    return other.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: 'Quay-83-lantern' } });
  },
  'the password is reset by mail': async () => {
    await app.visitor().call('requestPasswordReset', { body: { email: ben.email } });
    const token = tokenIn(await app.mail.next(ben.email));
    return app.visitor().call('resetPassword', { body: { token, password: 'Quay-83-lantern' } });
  },
  'its user is switched off': () => owner.call('deactivateUser', { params: { id: ben.id } }),
  'its user is deleted': () => owner.call('deleteUser', { params: { id: ben.id } }),
  'its user is deleted and erased': async () => {
    await owner.call('deleteUser', { params: { id: ben.id } });
    return owner.call('eraseUser', { params: { id: ben.id } });
  },
  'a newcomer takes its place': async () => {
    await limitTo(1);
    return signIn(app.visitor(), true);
  },
  'the clock says so': () =>
    app.owner.query("update sessions set expires_at = now() - interval '1 millisecond' where user_id = $1", [ben.id]),
  'the timeout of its user is made shorter': async () => {
    await app.owner.query("update sessions set created_at = now() - interval '2 minutes' where user_id = $1", [ben.id]);
    const { version } = (await owner.call('getUser', { params: { id: ben.id } })).body;
    const headers = { 'if-match': String(version) };
    return owner.call('updateUser', { params: { id: ben.id }, headers, body: { sessionSeconds: 60 } });
  },
};

describe('a session is refused by the other process with its next request, when', () => {
  it.each(Object.keys(ENDS))('%s', async (name) => {
    const client = await sessionThere();
    await ENDS[name]?.(client);
    const refused = await client.call('getMe');
    expect([refused.status, refused.problem.code]).toEqual([401, 'session.required']);
    expect((await client.call('proveMyself', { body: { password: PASSWORD } })).status).toBe(401);
  });
});

describe('a request in flight', () => {
  it('that began before the end and finishes after it does not bring the session back', async () => {
    const client = await sessionThere();
    const { id } = (await client.call('getMe')).body.session;
    // The proof waits for the row of its session, which the end holds; so it was let in before, and writes after.
    const blocker = new pg.Client({ connectionString: app.urls.owner });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query("update sessions set ended_at = now(), ended_because = 'ended_by_admin' where id = $1", [id]);
    const inFlight = client.call('proveMyself', { body: { password: PASSWORD } });
    await untilSomebodyWaits();
    await blocker.query('commit');
    await blocker.end();
    await inFlight;
    expect((await client.call('getMe')).status).toBe(401);
    const { rows } = await app.owner.query('select ended_because, ended_at is null as is_open from sessions where id = $1', [id]);
    expect(rows).toEqual([{ ended_because: 'ended_by_admin', is_open: false }]);
  });

  async function untilSomebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = await app.owner.query('select 1 from pg_locks where not granted');
      if (rows.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});
