import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';
import { somebodyWaits } from '../testing/waiting.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
beforeEach(async () => {
  ben = await app.make.user(account.id, { roles: ['reports'] });
});
afterAll(() => app.close());

async function signedIn(user = ben): Promise<Client> {
  const visitor = app.visitor();
  await visitor.call('signIn', { body: { login: user.email, password: PASSWORD } });
  return visitor;
}

const mine = async (client: Client) => (await client.call('listMySessions')).body.items;
const currentOf = async (client: Client) => (await mine(client)).find(({ isCurrent }) => isCurrent)?.id ?? '';
const ofUser = async (id: string, by = owner) => (await by.call('listUserSessions', { params: { id } })).body.items;
const endOfUser = (id: string, sessionId: string, by = owner) => by.call('endUserSession', { params: { id, sessionId } });

describe('typing the password again', () => {
  it('counts for nothing where it became another one meanwhile', async () => {
    const self = await signedIn();
    const changing = await app.owner.connect();
    await changing.query('begin');
    await changing.query("update users set password_hash = password_hash || 'x' where id = $1", [ben.id]);
    const proving = self.call('proveMyself', { body: { password: PASSWORD } });
    const first = await Promise.race([proving, somebodyWaits(app.owner)]);
    await changing.query('commit');
    changing.release();
    expect(first).toBe('waits');
    expect((await proving).problem.code).toBe('session.required');
  });
});

describe('my sessions', () => {
  it('are listed, the newest first, with address, device and which one this is', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    const items = await mine(first);
    expect(items.map(({ address, isCurrent }) => [address, isCurrent])).toEqual([
      [second.address, false],
      [first.address, true],
    ]);
    expect(items[0]?.device).toBeTruthy();
    expect(Date.parse(items[0]?.expiresAt ?? '') - Date.parse(items[0]?.createdAt ?? '')).toBe(12 * 3_600_000);
    expect(JSON.stringify(items)).not.toMatch(/token|hash|proved/i);
  });

  it('leave out those that ended or ran out, and those of others', async () => {
    const [self, ended, expired] = [await signedIn(), await signedIn(), await signedIn()];
    await app.owner.query('update sessions set expires_at = now() where id = $1', [await currentOf(expired)]);
    await ended.call('signOut');
    await signedIn(account.owner);
    expect((await mine(self)).map(({ isCurrent }) => isCurrent)).toEqual([true]);
  });

  it('end one by one, at once: also the own one', async () => {
    const [self, other] = [await signedIn(), await signedIn()];
    const [id, otherId] = [await currentOf(self), await currentOf(other)];
    expect((await self.call('endMySession', { params: { sessionId: otherId } })).status).toBe(204);
    expect((await other.call('getMe')).status).toBe(401);
    expect((await self.call('endMySession', { params: { sessionId: otherId } })).problem.code).toBe('session.not_found');
    expect((await self.call('endMySession', { params: { sessionId: id } })).status).toBe(204);
    expect((await self.call('getMe')).status).toBe(401);
    const { rows } = await app.owner.query('select distinct ended_because from sessions where user_id = $1', [ben.id]);
    expect(rows).toEqual([{ ended_because: 'ended_by_user' }]);
    expect((await entriesAbout(app, ben.id)).filter(({ action }) => action === 'user.session_ended')).toMatchObject([
      { actor_id: ben.id, changes: { sessions: { old: [otherId], new: [] } } },
      { actor_id: ben.id, changes: { sessions: { old: [id], new: [] } } },
    ]);
  });

  it('are not those of somebody else: not in the account, not in another', async () => {
    const self = await signedIn();
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    for (const sessionId of [await currentOf(owner), await currentOf(stranger), newId()]) {
      expect((await self.call('endMySession', { params: { sessionId } })).problem.code).toBe('session.not_found');
    }
    for (const client of [owner, stranger]) expect((await client.call('getMe')).status).toBe(200);
  });
});

describe('a user’s sessions', () => {
  it('are seen and ended by whoever may edit the user', async () => {
    const client = await signedIn();
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const items = await ofUser(ben.id, admin);
    expect(items).toMatchObject([{ address: client.address, isCurrent: false }]);
    expect((await endOfUser(ben.id, items[0]?.id ?? '', admin)).status).toBe(204);
    expect((await client.call('getMe')).problem.code).toBe('session.required');
    expect(await ofUser(ben.id)).toEqual([]);
    const { rows } = await app.owner.query('select ended_because from sessions where user_id = $1', [ben.id]);
    expect(rows).toEqual([{ ended_because: 'ended_by_admin' }]);
  });

  it('of the main user and of Admins are ended by nobody below', async () => {
    const adminUser = await app.make.user(account.id, { roles: ['admin'] });
    const [admin, other] = [await app.make.signedIn(adminUser), await app.make.user(account.id, { roles: ['admin'] })];
    const others = await app.make.signedIn(other);
    expect((await endOfUser(account.owner.id, await currentOf(owner), admin)).problem.code).toBe('user.is_owner');
    expect((await endOfUser(other.id, await currentOf(others), admin)).problem.code).toBe('user.is_admin');
    for (const client of [owner, others]) expect((await client.call('getMe')).status).toBe(200);
    expect((await endOfUser(other.id, await currentOf(others))).status).toBe(204);
  });

  it('are nothing to somebody without the right', async () => {
    const roles: PortalRole[] = ['reports', 'tech_configuration', 'finance', 'orders'];
    const client = await app.make.signedIn(await app.make.user(account.id, { roles }));
    const benToo = await signedIn();
    for (const answer of [
      await client.call('listUserSessions', { params: { id: ben.id } }),
      await endOfUser(ben.id, await currentOf(benToo), client),
    ]) {
      expect(answer.problem.code).toBe('permission.missing');
    }
  });

  it('are not found by the id of another user, nor in another account', async () => {
    const client = await signedIn();
    const sessionId = await currentOf(client);
    const eve = await app.make.user(account.id);
    const theirs = await app.make.account();
    const strangers = await app.make.signedIn(theirs.owner);
    expect((await endOfUser(eve.id, sessionId)).problem.code).toBe('session.not_found');
    for (const id of [theirs.owner.id, newId()]) {
      expect((await endOfUser(id, await currentOf(strangers))).problem.code).toBe('user.not_found');
      expect((await owner.call('listUserSessions', { params: { id } })).problem.code).toBe('user.not_found');
    }
    expect((await endOfUser(ben.id, sessionId, strangers)).problem.code).toBe('user.not_found');
    for (const one of [client, strangers]) expect((await one.call('getMe')).status).toBe(200);
  });

  it('end once, of twenty at the same moment', async () => {
    const client = await signedIn();
    const sessionId = await currentOf(client);
    expect(tally(await atOnce(20, () => endOfUser(ben.id, sessionId)))).toEqual({ 204: 1, 'session.not_found': 19 });
    expect((await actionsAbout(app, ben.id)).filter((action) => action === 'user.session_ended')).toHaveLength(1);
  });
});

describe('typing the password again', () => {
  it('goes on under a new token; the one before is refused, and opens nothing beside it', async () => {
    const client = await app.make.signedIn(ben, { provedSecondsAgo: 301 });
    const old = client.cookie;
    const { status, headers } = await client.call('proveMyself', { body: { password: PASSWORD } });
    expect(status).toBe(204);
    expect(headers.getSetCookie()[0]).toMatch(/^rollcall_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
    expect(client.cookie).not.toBe(old);
    expect((await client.call('getMe')).status).toBe(200);
    expect((await mine(client)).length).toBe(1);
    client.cookie = old;
    expect((await client.call('getMe')).problem.code).toBe('session.required');
  });

  it('leaves one token that works, of ten at once', async () => {
    const client = await app.make.signedIn(ben);
    const old = client.cookie;
    const copies = Array.from({ length: 10 }, () => Object.assign(app.visitor(), { cookie: old }));
    const answers = await Promise.all(copies.map((one) => one.call('proveMyself', { body: { password: PASSWORD } })));
    expect(answers.map(({ status }) => status).filter((status) => status !== 204 && status !== 401)).toEqual([]);
    const live = await Promise.all(
      copies.filter((one) => one.cookie !== old).map(async (one) => (await one.call('getMe')).status),
    );
    expect(live.filter((status) => status === 200)).toHaveLength(1);
  });

  it('is asked for before one’s sessions are ended', async () => {
    const [late, other] = [await app.make.signedIn(ben, { provedSecondsAgo: 301 }), await app.make.signedIn(ben)];
    const sessionId = await currentOf(other);
    expect((await late.call('endMySession', { params: { sessionId } })).problem.code).toBe('session.step_up');
    expect((await other.call('getMe')).status).toBe(200);
  });

  it('is good for five minutes in this session, and in no other', async () => {
    const [late, later] = await Promise.all([1, 2].map(() => app.make.signedIn(account.owner, { provedSecondsAgo: 301 })));
    const gone = await app.make.user(account.id, { status: 'deleted' });
    const tryIt = async (client?: Client) => (await client?.call('eraseUser', { params: { id: gone.id } }))?.problem.code;
    expect(await tryIt(late)).toBe('session.step_up');
    expect((await late?.call('proveMyself', { body: { password: PASSWORD } }))?.status).toBe(204);
    expect(await tryIt(later)).toBe('session.step_up');
    expect((await late?.call('eraseUser', { params: { id: gone.id } }))?.status).toBe(204);
  });

  it('refuses a wrong one beside its field, and ten wrong ones for a while, from any session', async () => {
    const clients = [await app.make.signedIn(ben, { provedSecondsAgo: 301 }), await app.make.signedIn(ben)];
    const prove = (n: number, password = 'Wrong-password-1') => clients[n % 2]?.call('proveMyself', { body: { password } });
    for (let n = 0; n < 10; n += 1) {
      expect((await prove(n))?.problem).toMatchObject({ code: 'password.wrong', errors: [{ path: 'password' }] });
    }
    expect((await prove(0, PASSWORD))?.problem.code).toBe('request.too_many');
  });

  it('is not asked for right after a sign-in', async () => {
    const fresh = await signedIn(account.owner);
    const gone = await app.make.user(account.id, { status: 'deleted' });
    expect((await fresh.call('eraseUser', { params: { id: gone.id } })).status).toBe(204);
  });
});
