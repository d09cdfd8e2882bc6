import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let adminUser: MadeUser;
let admin: Client;
let counter = 0;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  adminUser = await app.make.user(account.id, { roles: ['admin'] });
});
beforeEach(async () => {
  counter += 1;
  [owner, admin] = [await app.make.signedIn(account.owner), await app.make.signedIn(adminUser)];
});
afterAll(() => app.close());

type Action = 'deactivateUser' | 'reactivateUser' | 'restoreUser' | 'deleteUser' | 'eraseUser';
const act = <N extends Action>(name: N, id: string, by = owner) => by.call(name, { params: { id } } as never);
const statusOf = async (id: string) => (await owner.call('getUser', { params: { id } })).body.status;
const signIn = (login: string) => app.visitor().call('signIn', { body: { login, password: PASSWORD } });
const inspect = (token: string) => app.visitor().call('inspectActivation', { body: { token } });

/** Tries, makes sure that nothing happened, and answers the reason. */
async function refused(name: Action, id: string, by = owner): Promise<string> {
  const entries = await actionsAbout(app, id);
  const { problem } = await act(name, id, by);
  expect(await actionsAbout(app, id)).toEqual(entries);
  return problem.code;
}

async function invite() {
  const email = `guest${counter}@status.example`;
  const { body } = await owner.call('createUser', { body: { firstName: 'Eve', lastName: 'Stone', email } });
  return { id: body.id, email, token: tokenIn(await app.mail.next(email)) };
}

describe('who may switch off, on, restore and erase whom', () => {
  it('an Admin: neither another Admin nor the main user', async () => {
    const rank: [Action, PortalRole, 'active' | 'inactive' | 'deleted'][] = [
      ['deactivateUser', 'admin', 'active'],
      ['reactivateUser', 'admin', 'inactive'],
      ['restoreUser', 'admin', 'deleted'],
      ['eraseUser', 'admin', 'deleted'],
    ];
    for (const [name, role, status] of rank) {
      const other = await app.make.user(account.id, { roles: [role], status });
      expect(await refused(name, other.id, admin), name).toBe('user.is_admin');
      expect((await act(name, other.id)).status, name).toBeLessThan(300);
    }
    expect(await refused('deactivateUser', account.owner.id, admin)).toBe('user.is_owner');
  });

  it('nobody switches themself off', async () => {
    expect(await refused('deactivateUser', account.owner.id)).toBe('user.is_self');
    expect(await refused('deactivateUser', adminUser.id, admin)).toBe('user.is_self');
  });

  it('another account’s user does not exist', async () => {
    const theirs = await app.make.user((await app.make.account()).id, { status: 'deleted' });
    for (const name of ['deactivateUser', 'reactivateUser', 'restoreUser', 'eraseUser'] as const) {
      for (const id of [theirs.id, newId()]) expect(await refused(name, id)).toBe('user.not_found');
    }
  });

  it('nobody without the right, whatever their other roles', async () => {
    const roles: PortalRole[] = ['reports', 'tech_configuration', 'finance', 'orders'];
    const client = await app.make.signedIn(await app.make.user(account.id, { roles }));
    const { id } = await app.make.user(account.id);
    for (const name of ['deactivateUser', 'reactivateUser', 'restoreUser', 'eraseUser'] as const) {
      expect(await refused(name, id, client)).toBe('permission.missing');
    }
  });

  it('only from the state that it is for', async () => {
    const inStates = await Promise.all(
      (['active', 'inactive', 'deleted'] as const).map((status) => app.make.user(account.id, { status })),
    );
    const [active = '', inactive = '', deleted = ''] = inStates.map(({ id }) => id);
    expect(await refused('deactivateUser', inactive)).toBe('user.not_active');
    expect(await refused('deactivateUser', deleted)).toBe('user.is_deleted');
    expect(await refused('reactivateUser', active)).toBe('user.not_inactive');
    expect(await refused('reactivateUser', deleted)).toBe('user.is_deleted');
    expect(await refused('restoreUser', active)).toBe('user.not_deleted');
    expect(await refused('eraseUser', inactive)).toBe('user.not_deleted');
  });
});

describe('switching off', () => {
  it('ends every session at once, and lets nobody in again', async () => {
    const ben = await app.make.user(account.id, { roles: ['reports'] });
    const sessions = [await app.make.signedIn(ben), await app.make.signedIn(ben)];
    for (const session of sessions) expect((await session.call('getMe')).status).toBe(200);
    expect((await act('deactivateUser', ben.id, admin)).body).toMatchObject({ status: 'inactive', portalRoles: ['reports'] });
    for (const session of sessions) expect((await session.call('getMe')).problem.code).toBe('session.required');
    const { rows } = await app.owner.query('select distinct ended_because from sessions where user_id = $1', [ben.id]);
    expect(rows).toEqual([{ ended_because: 'user_deactivated' }]);
    expect((await signIn(ben.email)).problem.code).toBe('session.inactive');
  });

  it('voids open links, and mails no new ones', async () => {
    const ben = await app.make.user(account.id, { email: `ben${counter}@status.example` });
    await app.visitor().call('requestPasswordReset', { body: { email: ben.email } });
    const token = tokenIn(await app.mail.next(ben.email));
    await act('deactivateUser', ben.id);
    expect((await app.visitor().call('inspectPasswordReset', { body: { token } })).problem.code).toBe('link.invalid');
    expect((await app.visitor().call('resetPassword', { body: { token, password: 'Lantern-58-quays' } })).status).toBe(404);
  });

  it('and on again: one entry each; the old sessions stay ended, the password stays', async () => {
    const ben = await app.make.user(account.id);
    const session = await app.make.signedIn(ben);
    await act('deactivateUser', ben.id);
    expect((await act('reactivateUser', ben.id, admin)).body.status).toBe('active');
    expect((await session.call('getMe')).status).toBe(401);
    expect((await signIn(ben.email)).status).toBe(201);
    expect((await entriesAbout(app, ben.id)).slice(0, 2)).toMatchObject([
      { action: 'user.deactivated', changes: { status: { old: 'active', new: 'inactive' } } },
      { action: 'user.reactivated', actor_id: adminUser.id, changes: { status: { old: 'inactive', new: 'active' } } },
    ]);
  });

  it('a pending user kills their link; on again they are pending, with a new mail', async () => {
    const guest = await invite();
    expect((await act('deactivateUser', guest.id)).body).toMatchObject({ status: 'inactive', activationMail: null });
    expect((await inspect(guest.token)).problem.code).toBe('link.invalid');
    expect((await act('reactivateUser', guest.id)).body).toMatchObject({
      status: 'pending',
      activationMail: { to: guest.email },
    });
    const token = tokenIn(await app.mail.next(guest.email));
    expect((await app.visitor().call('activate', { body: { token, password: 'Garden-92-paths' } })).status).toBe(200);
    expect(await statusOf(guest.id)).toBe('active');
  });

  it('and on fills nobody’s mailbox: five mails an hour', async () => {
    const guest = await invite();
    for (let n = 0; n < 5; n += 1) {
      await act('deactivateUser', guest.id);
      expect((await act('reactivateUser', guest.id)).status).toBe(200);
    }
    await act('deactivateUser', guest.id);
    expect(await refused('reactivateUser', guest.id)).toBe('request.too_many');
    expect(await statusOf(guest.id)).toBe('inactive');
  });

  it('happens once, of twenty at the same moment', async () => {
    const ben = await app.make.user(account.id);
    expect(tally(await atOnce(20, () => act('deactivateUser', ben.id)))).toEqual({ 200: 1, 'user.not_active': 19 });
    expect(await actionsAbout(app, ben.id)).toEqual(['user.deactivated']);
  });
});

describe('restoring', () => {
  it('brings back the same user: id, names, roles, departments, password', async () => {
    const department = await app.make.department(account.id, `Sales ${counter}`);
    const ben = await app.make.user(account.id, {
      username: `ben${counter}`,
      roles: ['finance', 'orders'],
      departments: [department],
    });
    const { version: _, can: _can, ...before } = (await owner.call('getUser', { params: { id: ben.id } })).body;
    const session = await app.make.signedIn(ben);
    await act('deleteUser', ben.id);
    const { body: answer } = await act('restoreUser', ben.id, admin);
    expect(answer.lost).toEqual({ dialerRoles: [], tags: [], skillGroups: [] });
    const { body } = await owner.call('getUser', { params: { id: ben.id } });
    expect(body).toMatchObject(before);
    expect(body.version).toBe(answer.version);
    expect(body).toMatchObject({ deletedAt: null, erasedAt: null });
    expect((await session.call('getMe')).status).toBe(401);
    expect((await signIn(ben.email)).status).toBe(201);
    expect((await entriesAbout(app, ben.id))[1]).toMatchObject({
      action: 'user.restored',
      actor_id: adminUser.id,
      changes: { status: { old: 'deleted', new: 'active' } },
    });
  });

  it('brings back who was switched off switched off', async () => {
    const ben = await app.make.user(account.id, { status: 'inactive' });
    await act('deleteUser', ben.id);
    expect((await act('restoreUser', ben.id)).body.status).toBe('inactive');
  });

  it('brings back who was pending pending, with a new mail', async () => {
    const guest = await invite();
    await act('deleteUser', guest.id);
    expect((await act('restoreUser', guest.id)).body).toMatchObject({ status: 'pending' });
    const back = await owner.call('getUser', { params: { id: guest.id } });
    expect(back.body.activationMail).toMatchObject({ to: guest.email });
    expect((await inspect(tokenIn(await app.mail.next(guest.email)))).body.email).toBe(guest.email);
    expect((await inspect(guest.token)).problem.code).toBe('link.invalid');
  });

  it('leaves out a department that is gone', async () => {
    const department = await app.make.department(account.id, `Gone ${counter}`);
    const ben = await app.make.user(account.id, { departments: [department] });
    await act('deleteUser', ben.id);
    await owner.call('deleteDepartment', { params: { id: department } });
    await act('restoreUser', ben.id);
    expect((await owner.call('getUser', { params: { id: ben.id } })).body.departments).toEqual([]);
  });

  it('works for thirty days, and not a moment longer', async () => {
    const age = (id: string, interval: string) =>
      app.owner.query('update users set deleted_at = now() - $2::interval where id = $1', [id, interval]);
    const [early, late] = [
      await app.make.user(account.id, { status: 'deleted' }),
      await app.make.user(account.id, { status: 'deleted' }),
    ];
    await age(early.id, '29 days 23 hours 59 minutes');
    await age(late.id, '30 days 1 second');
    const { body } = await owner.call('getUser', { params: { id: early.id } });
    expect(Date.parse(body.erasedAt ?? '') - Date.parse(body.deletedAt ?? '')).toBe(30 * 86_400_000);
    expect((await act('restoreUser', early.id)).status).toBe(200);
    expect(await refused('restoreUser', late.id)).toBe('user.restore_expired');
  });

  it('of an Admin is for the main user, with a password typed within five minutes', async () => {
    const other = await app.make.user(account.id, { roles: ['admin'], status: 'deleted' });
    expect(await refused('restoreUser', other.id, admin)).toBe('user.is_admin');
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect(await refused('restoreUser', other.id, late)).toBe('session.step_up');
    await act('restoreUser', other.id);
    expect((await owner.call('getUser', { params: { id: other.id } })).body.portalRoles).toEqual(['admin']);
  });

  it('meanwhile keeps address and username for them, and gives them to nobody by an edit either', async () => {
    const ben = await app.make.user(account.id, { username: `kept${counter}` });
    await act('deleteUser', ben.id);
    const body = { firstName: 'Eve', lastName: 'Stone', email: ben.email };
    expect((await owner.call('createUser', { body })).problem.code).toBe('user.email_reserved');
    const free = { ...body, email: `free${counter}@status.example`, username: `KEPT${counter}` };
    expect((await owner.call('createUser', { body: free })).problem.code).toBe('user.username_reserved');
    expect((await act('restoreUser', ben.id)).status).toBe(200);
  });

  it('happens once, of twenty at the same moment, and never to one who is being erased', async () => {
    const ben = await app.make.user(account.id, { status: 'deleted' });
    expect(tally(await atOnce(20, () => act('restoreUser', ben.id)))).toEqual({ 200: 1, 'user.not_deleted': 19 });
    for (let round = 0; round < 10; round += 1) {
      const eve = await app.make.user(account.id, { status: 'deleted' });
      const outcome = tally(await Promise.all([act('restoreUser', eve.id), act('eraseUser', eve.id)]));
      const isBack = (await app.owner.query('select 1 from users where id = $1', [eve.id])).rowCount === 1;
      expect(outcome).toEqual(isBack ? { 200: 1, 'user.not_deleted': 1 } : { 204: 1, 'user.not_found': 1 });
    }
  });
});
