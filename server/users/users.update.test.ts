import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import { type User, user as userSchema } from '../../contract/users.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let adminUser: MadeUser;
let admin: Client;
let ben: MadeUser;
let counter = 0;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  adminUser = await app.make.user(account.id, { roles: ['admin'] });
  admin = await app.make.signedIn(adminUser);
});
beforeEach(async () => {
  counter += 1;
  ben = await app.make.user(account.id, { firstName: 'Ben', lastName: 'Okafor', username: `ben${counter}`, roles: ['reports'] });
});
afterAll(() => app.close());

async function read(id = ben.id): Promise<User> {
  return (await owner.call('getUser', { params: { id } })).body;
}

/** Edits from the newest version, or the one that is given. */
async function edit(by: Client, body: object, { id = ben.id, version = -1 } = {}) {
  const seen = version < 0 ? (await read(id)).version : version;
  return by.call('updateUser', { params: { id }, body, headers: { 'if-match': `"${seen}"` } });
}

/** Tries, makes sure that nothing happened, and answers the reason. */
async function refused(by: Client, body: object, id = ben.id) {
  const before = { user: await read(id), entries: await entriesAbout(app, id) };
  const { problem } = await edit(by, body, { id });
  expect({ user: await read(id), entries: await entriesAbout(app, id) }).toEqual(before);
  return problem;
}

describe('editing a user', () => {
  it('changes what is given, and leaves out what is not', async () => {
    const [sales, night] = [await app.make.department(account.id, 'Sales'), await app.make.department(account.id, 'Night')];
    const edits: [object, object][] = [
      [{ firstName: ' Zoë  Ana ' }, { firstName: 'Zoë Ana' }],
      [{ lastName: 'Ruiz' }, { lastName: 'Ruiz' }],
      [{ username: `zoe${counter}` }, { username: `zoe${counter}` }],
      [{ username: null }, { username: null }],
      [{ portalRoles: ['finance', 'orders'] }, { portalRoles: ['finance', 'orders'] }],
      [{ portalRoles: [] }, { portalRoles: [] }],
      [
        { departments: [sales, night] },
        {
          departments: [
            { id: night, name: 'Night' },
            { id: sales, name: 'Sales' },
          ],
        },
      ],
      [{ departments: [night] }, { departments: [{ id: night, name: 'Night' }] }],
    ];
    for (const [body, expected] of edits) {
      const before = await read();
      const { body: after } = await edit(owner, body);
      expect(after).toEqual({ ...before, ...expected, version: before.version + 1 });
      expect(await read()).toEqual(after);
    }
  });

  it('is one entry, with old and new value of what changed, and of nothing else', async () => {
    const night = await app.make.department(account.id, `Night ${counter}`);
    const body = { firstName: 'Zoë', lastName: 'Okafor', portalRoles: ['orders', 'orders'], departments: [night, night] };
    await edit(owner, body);
    expect(await entriesAbout(app, ben.id)).toEqual([
      {
        action: 'user.changed',
        actor_id: account.owner.id,
        target_type: 'user',
        address: owner.address,
        changes: {
          firstName: { old: 'Ben', new: 'Zoë' },
          portalRoles: { old: ['reports'], new: ['orders'] },
          departments: { old: [], new: [night] },
        },
      },
    ]);
  });

  it('that changes nothing makes neither a version nor an entry', async () => {
    const before = await read();
    const { firstName, lastName, username, portalRoles, email } = before;
    for (const body of [{}, { firstName, lastName, username, email, portalRoles, departments: [] }, { firstName: ' Ben ' }]) {
      expect((await edit(owner, body)).body).toEqual(before);
    }
    expect(await actionsAbout(app, ben.id)).toEqual([]);
  });

  it('takes effect in search and order', async () => {
    await edit(owner, { firstName: 'Zzz', lastName: 'Xylo', username: `quirin${counter}` });
    for (const q of ['zzz xylo', `quirin${counter}`]) {
      expect((await owner.call('listUsers', { query: { q } })).body.items.map(({ id }) => id)).toEqual([ben.id]);
    }
    expect((await owner.call('countUsers', { query: { q: `ben${counter}` } })).body.count).toBe(0);
    const { items } = (await owner.call('listUsers', { query: { sort: '-name', limit: 1 } })).body;
    expect(items[0]?.id).toBe(ben.id);
  });

  it('takes effect at the next request of the user', async () => {
    const client = await app.make.signedIn(ben);
    await edit(owner, { portalRoles: ['finance'], firstName: 'Zoë' });
    expect((await client.call('getMe')).body).toMatchObject({ portalRoles: ['finance'], firstName: 'Zoë' });
  });

  it('reaches a user who is pending, and one who is switched off', async () => {
    for (const status of ['pending', 'inactive'] as const) {
      const { id } = await app.make.user(account.id, { status });
      expect((await edit(owner, { firstName: 'Zoë' }, { id })).body).toMatchObject({ firstName: 'Zoë', status });
    }
  });

  it('refuses another account’s user, and one who is deleted', async () => {
    const theirs = await app.make.user((await app.make.account()).id);
    for (const id of [theirs.id, newId()]) {
      expect((await edit(owner, { firstName: 'Zoë' }, { id, version: 1 })).problem.code).toBe('user.not_found');
    }
    const gone = await app.make.user(account.id, { status: 'deleted' });
    expect((await refused(owner, { firstName: 'Zoë' }, gone.id)).code).toBe('user.is_deleted');
  });

  it('refuses departments that are not of the account, beside their place', async () => {
    const theirs = await app.make.department((await app.make.account()).id, 'Theirs');
    const mine = await app.make.department(account.id, `Mine ${counter}`);
    const problem = await refused(owner, { firstName: 'Zoë', departments: [mine, theirs] });
    expect(problem).toMatchObject({ code: 'department.not_found', errors: [{ path: 'departments.1' }] });
  });
});

describe('the version that the editor has seen', () => {
  it('must be named: 428', async () => {
    for (const headers of [{}, { 'if-match': '' }, { 'if-match': '*' }, { 'if-match': 'W/"1"' }, { 'if-match': '"1", "2"' }]) {
      const { problem } = await owner.call('updateUser', {
        params: { id: ben.id },
        body: { firstName: 'Zoë' },
        headers: headers as Record<string, string>,
      });
      expect(problem).toMatchObject({ status: 428, code: 'user.version_required' });
    }
    expect((await read()).firstName).toBe('Ben');
  });

  it('must be the newest: 412, with the user as they are now', async () => {
    const { version } = await read();
    await edit(admin, { lastName: 'Ruiz' });
    const { problem } = await edit(owner, { firstName: 'Zoë' }, { version });
    expect(problem).toMatchObject({ status: 412, code: 'user.changed' });
    const current = userSchema.parse(problem.current);
    expect(current).toEqual(await read());
    expect((await edit(owner, { firstName: 'Zoë' }, { version: current.version })).body).toMatchObject({
      firstName: 'Zoë',
      lastName: 'Ruiz',
    });
  });

  it('decides among twenty edits at once: one wins, nineteen are told', async () => {
    const { version } = await read();
    const answers = await atOnce(20, (index) => edit(owner, { firstName: `Zoë ${index}` }, { version }));
    expect(tally(answers)).toEqual({ 200: 1, 'user.changed': 19 });
    expect(await actionsAbout(app, ben.id)).toEqual(['user.changed']);
    const winner = answers.find(({ status }) => status === 200);
    expect(await read()).toEqual(winner?.body);
  });

  it('changes with all that the form shows', async () => {
    const versions = [(await read()).version];
    await owner.call('deactivateUser', { params: { id: ben.id } });
    versions.push((await read()).version);
    await owner.call('reactivateUser', { params: { id: ben.id } });
    versions.push((await read()).version);
    expect(new Set(versions).size).toBe(3);
  });
});

describe('usernames', () => {
  it('are unique in any case, and reserved while their user is deleted', async () => {
    await app.make.user(account.id, { username: `taken${counter}` });
    await app.make.user(account.id, { username: `gone${counter}`, status: 'deleted' });
    const codeOf = async (username: string) => (await refused(owner, { username })).errors;
    expect(await codeOf(`TAKEN${counter}`)).toMatchObject([{ path: 'username', code: 'user.username_taken' }]);
    expect(await codeOf(`gone${counter}`)).toMatchObject([{ path: 'username', code: 'user.username_reserved' }]);
  });

  it('may change their case', async () => {
    expect((await edit(owner, { username: `BEN${counter}` })).body.username).toBe(`BEN${counter}`);
  });

  it('with @ are the own address in force, and no other', async () => {
    expect((await edit(owner, { username: ben.email.toUpperCase() })).body.username).toBe(ben.email.toUpperCase());
    for (const body of [{ username: 'other@example.com' }, { username: 'new@example.com', email: 'new@example.com' }]) {
      expect((await refused(owner, body)).errors).toMatchObject([{ path: 'username', code: 'field.username' }]);
    }
  });
});

describe('roles', () => {
  const PLAIN: PortalRole[] = ['reports', 'tech_configuration', 'finance', 'orders'];

  it('are given and taken by the main user and by an Admin, but for Admin', async () => {
    for (const by of [owner, admin]) {
      for (const role of PLAIN) expect((await edit(by, { portalRoles: [role] })).body.portalRoles).toEqual([role]);
    }
    const problem = await refused(admin, { portalRoles: ['reports', 'admin'] });
    expect(problem).toMatchObject({
      code: 'role.only_owner_gives_admin',
      errors: [{ path: 'portalRoles.1', code: 'role.only_owner_gives_admin' }],
    });
  });

  it('protect: an Admin edits neither an Admin nor the main user, and nobody their own roles', async () => {
    const other = await app.make.user(account.id, { roles: ['admin'] });
    for (const body of [{ firstName: 'Zoë' }, { portalRoles: [] }]) {
      expect((await refused(admin, body, other.id)).code).toBe('user.is_admin');
      expect((await refused(admin, body, account.owner.id)).code).toBe('user.is_owner');
    }
    expect((await refused(admin, { portalRoles: [] }, adminUser.id)).code).toBe('user.is_self');
    expect((await refused(owner, { portalRoles: ['admin'] }, account.owner.id)).code).toBe('user.is_self');
  });

  it('let an Admin change their own name here too, as in their own account', async () => {
    const self = await app.make.user(account.id, { roles: ['admin'] });
    const body = { params: { id: self.id }, body: { firstName: 'Zoë' }, headers: { 'if-match': '1' } };
    expect((await (await app.make.signedIn(self)).call('updateUser', body)).body.firstName).toBe('Zoë');
  });

  it('keep everybody else out', async () => {
    const client = await app.make.signedIn(await app.make.user(account.id, { roles: PLAIN }));
    expect((await refused(client, { firstName: 'Zoë' })).code).toBe('permission.missing');
  });

  it('Admin is given and taken with a password typed within five minutes', async () => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await edit(late, { portalRoles: ['finance'] })).status).toBe(200);
    expect((await refused(late, { portalRoles: ['finance', 'admin'] })).code).toBe('session.step_up');
    expect((await late.call('proveMyself', { body: { password: PASSWORD } })).status).toBe(204);
    expect((await edit(late, { portalRoles: ['finance', 'admin'] })).body.portalRoles).toEqual(['admin', 'finance']);
    const later = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await refused(later, { portalRoles: [] })).code).toBe('session.step_up');
    expect((await edit(later, { firstName: 'Zoë', portalRoles: ['admin', 'orders'] })).status).toBe(200);
    const justInTime = await app.make.signedIn(account.owner, { provedSecondsAgo: 290 });
    expect((await edit(justInTime, { portalRoles: [] })).status).toBe(200);
  });

  it('Admin for a new user asks for it too', async () => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    const body = { firstName: 'Eve', lastName: 'Stone', email: `eve${counter}@example.com`, portalRoles: ['admin' as const] };
    expect((await late.call('createUser', { body })).problem.code).toBe('session.step_up');
    expect((await late.call('createUser', { body: { ...body, portalRoles: ['orders'] } })).status).toBe(201);
  });
});
