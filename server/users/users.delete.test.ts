import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let adminUser: MadeUser;
let admin: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  adminUser = await app.make.user(account.id, { roles: ['admin'] });
  admin = await app.make.signedIn(adminUser);
});
afterAll(() => app.close());

function remove(by: Client, id: string) {
  return by.call('deleteUser', { params: { id } });
}

async function statusOf(id: string): Promise<string> {
  const { rows } = await app.owner.query('select status from users where id = $1', [id]);
  return rows[0].status;
}

/** Tries, and makes sure that nothing happened. */
async function refused(by: Client, id: string): Promise<[number, string]> {
  const before = await statusOf(id);
  const { problem } = await remove(by, id);
  expect(await statusOf(id)).toBe(before);
  return [problem.status, problem.code];
}

describe('who may delete whom', () => {
  const combinations: PortalRole[][] = [['reports'], ['tech_configuration'], ['finance'], ['orders'], [], ['reports', 'orders']];
  const everyRole = combinations.map((roles) => ({ roles, title: roles.join(' and ') || 'none' }));

  it.each(everyRole)('the main user and an Admin delete a user with the roles $title', async ({ roles }) => {
    for (const actor of [owner, admin]) {
      const user = await app.make.user(account.id, { roles });
      expect((await remove(actor, user.id)).status).toBe(204);
      expect(await statusOf(user.id)).toBe('deleted');
    }
  });

  it.each(['pending', 'inactive'] as const)('also one who is %s', async (status) => {
    const user = await app.make.user(account.id, { status });
    expect((await remove(admin, user.id)).status).toBe(204);
  });

  it('the main user deletes an Admin', async () => {
    const user = await app.make.user(account.id, { roles: ['admin'] });
    expect((await remove(owner, user.id)).status).toBe(204);
  });

  it('an Admin deletes neither another Admin nor the main user', async () => {
    const other = await app.make.user(account.id, { roles: ['admin', 'reports'] });
    expect(await refused(admin, other.id)).toEqual([403, 'user.is_admin']);
    expect(await refused(admin, account.owner.id)).toEqual([403, 'user.is_owner']);
  });

  it('nobody deletes themself', async () => {
    expect(await refused(owner, account.owner.id)).toEqual([403, 'user.is_self']);
    expect(await refused(admin, adminUser.id)).toEqual([403, 'user.is_self']);
  });

  it.each(everyRole)('somebody with the roles $title deletes nobody', async ({ roles }) => {
    const client = await app.make.signedIn(await app.make.user(account.id, { roles }));
    const target = await app.make.user(account.id);
    expect(await refused(client, target.id)).toEqual([403, 'permission.missing']);
  });

  it('another account’s user does not exist', async () => {
    const theirs = await app.make.user((await app.make.account()).id);
    expect(await refused(owner, theirs.id)).toEqual([404, 'user.not_found']);
    expect((await remove(owner, newId())).problem.code).toBe('user.not_found');
  });

  it('a user is deleted once', async () => {
    const user = await app.make.user(account.id);
    await remove(owner, user.id);
    expect(await refused(owner, user.id)).toEqual([409, 'user.is_deleted']);
  });

  it('finds the user by an id in upper case', async () => {
    const user = await app.make.user(account.id);
    expect((await remove(owner, user.id.toUpperCase())).status).toBe(204);
  });

  it('says beforehand what it will answer', async () => {
    const { body } = await admin.call('getUser', { params: { id: account.owner.id } });
    expect(body.can.delete).toEqual({ ok: false, because: 'user.is_owner' });
  });
});

describe('a deleted user', () => {
  it('is cut off at the next request, in every session', async () => {
    const user = await app.make.user(account.id, { roles: ['reports'] });
    const sessions = [await app.make.signedIn(user), await app.make.signedIn(user)];
    for (const session of sessions) expect((await session.call('getMe')).status).toBe(200);
    await remove(owner, user.id);
    for (const session of sessions)
      expect((await session.call('getMe')).problem).toMatchObject({ status: 401, code: 'session.required' });
    const { rows } = await app.owner.query('select distinct ended_because from sessions where user_id = $1', [user.id]);
    expect(rows).toEqual([{ ended_because: 'user_deleted' }]);
  });

  it('does not sign in again, and is told nothing', async () => {
    const user = await app.make.user(account.id);
    await remove(owner, user.id);
    const { problem } = await app.visitor().call('signIn', { body: { login: user.email, password: PASSWORD } });
    expect(problem.code).toBe('session.wrong_credentials');
  });

  it('has a mailed link that no longer works', async () => {
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'invited@example.com' };
    const { body: user } = await owner.call('createUser', { body });
    const token = tokenIn(await app.mail.next(user.email));
    await remove(owner, user.id);
    const visitor = app.visitor();
    expect((await visitor.call('inspectActivation', { body: { token } })).problem.code).toBe('link.invalid');
    const { problem } = await visitor.call('activate', { body: { token, password: 'Garden-92-paths' } });
    expect(problem.code).toBe('link.invalid');
    expect(await statusOf(user.id)).toBe('deleted');
  });

  it('gets no mail that was still waiting', async () => {
    app.mail.answer(() => ({ code: 451, text: 'Later' }));
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'waiting@example.com' };
    const { body: user } = await owner.call('createUser', { body });
    await remove(owner, user.id);
    app.mail.answer(() => null);
    const { rows } = await app.owner.query('select status from mails where user_id = $1', [user.id]);
    expect(rows).toEqual([{ status: 'voided' }]);
  });

  it('keeps id, names, roles and departments, to be restored', async () => {
    const department = await app.make.department(account.id, 'Kept');
    const user = await app.make.user(account.id, { firstName: 'Kept', roles: ['finance'], departments: [department] });
    await remove(owner, user.id);
    const { body } = await owner.call('getUser', { params: { id: user.id } });
    expect(body).toMatchObject({
      status: 'deleted',
      firstName: 'Kept',
      portalRoles: ['finance'],
      departments: [{ id: department }],
    });
    expect(Date.parse(body.deletedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const yes = { ok: true };
    const gone = { ok: false, because: 'user.is_deleted' };
    expect(body.can).toEqual({
      addProfile: gone,
      edit: gone,
      changeRoles: gone,
      changeLimits: gone,
      resetPassword: gone,
      resetSecondFactor: gone,
      unlock: gone,
      sendActivation: gone,
      deactivate: gone,
      reactivate: gone,
      endSessions: gone,
      makeMainUser: gone,
      delete: gone,
      restore: yes,
      erase: yes,
    });
  });

  it('leaves a new address free for nobody until then', async () => {
    const user = await app.make.user(account.id, { email: 'held@example.com', username: 'held' });
    await remove(owner, user.id);
    const body = { firstName: 'New', lastName: 'Ben', email: 'HELD@example.com' };
    expect((await owner.call('createUser', { body })).problem.code).toBe('user.email_reserved');
  });

  it('no longer counts', async () => {
    const user = await app.make.user(account.id);
    const { count } = (await owner.call('countUsers')).body;
    await remove(owner, user.id);
    expect((await owner.call('countUsers')).body.count).toBe(count - 1);
  });
});
