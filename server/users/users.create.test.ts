import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ name: 'Northwind' });
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

let counter = 0;
function newUser() {
  counter += 1;
  return { firstName: 'Ben', lastName: `Okafor ${counter}`, email: `ben${counter}@northwind.example` };
}

async function create(by: Client, more: object = {}) {
  return by.call('createUser', { body: { ...newUser(), ...more } });
}

describe('creating a user', () => {
  it('answers the pending user with all that was given, and what may be done to them', async () => {
    const department = await app.make.department(account.id, 'Inbound sales');
    const { status, body } = await create(owner, {
      firstName: '  Zoë  Ana ',
      username: 'zoe.ana',
      portalRoles: ['reports', 'finance'],
      departments: [department],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      firstName: 'Zoë Ana',
      username: 'zoe.ana',
      portalRoles: ['finance', 'reports'],
      departments: [{ id: department, name: 'Inbound sales' }],
      status: 'pending',
      isMainUser: false,
      lastSignInAt: null,
      deletedAt: null,
      can: { delete: { ok: true }, sendActivation: { ok: true } },
    });
    expect((await owner.call('getUser', { params: { id: body.id } })).body.email).toBe(body.email);
  });

  it('mails a button that lets the user choose a password, and then sign in', async () => {
    const { body: user } = await create(owner);
    const mail = await app.mail.next(user.email);
    expect(mail.html).toContain('Activate my account');
    const visitor = app.visitor();
    const before = await visitor.call('signIn', { body: { login: user.email, password: 'Garden-92-paths' } });
    expect(before.problem.code).toBe('session.wrong_credentials');
    const token = tokenIn(mail);
    const { body: asked } = await visitor.call('inspectActivation', { body: { token } });
    expect(asked).toMatchObject({ kind: 'invitation', password: 'choose', email: user.email });
    expect((await visitor.call('activate', { body: { token, password: 'Garden-92-paths' } })).status).toBe(200);
    const { body: session } = await visitor.call('signIn', { body: { login: user.email, password: 'Garden-92-paths' } });
    expect(session).toMatchObject({ passwordChangeRequired: false });
  });

  it('with a typed password asks for a new one at the first sign-in', async () => {
    const password = 'Typed-by-admin-7';
    const { body: user } = await create(owner, { password });
    const visitor = app.visitor();
    const token = tokenIn(await app.mail.next(user.email));
    const early = await visitor.call('signIn', { body: { login: user.email, password } });
    expect(early.problem.code).toBe('session.not_confirmed');
    expect((await visitor.call('inspectActivation', { body: { token } })).body.password).toBe('none');
    expect((await visitor.call('activate', { body: { token } })).status).toBe(200);
    const { body: session } = await visitor.call('signIn', { body: { login: user.email, password } });
    expect(session).toMatchObject({ passwordChangeRequired: true });
  });

  it('needs neither roles nor departments nor a username', async () => {
    const { body } = await create(owner);
    expect(body).toMatchObject({ portalRoles: [], departments: [], username: null });
  });

  it('refuses a well-known password and one that breaks the rules, beside its field', async () => {
    const wellKnown = await create(owner, { password: 'Football123' });
    expect(wellKnown.problem.errors).toMatchObject([{ path: 'password', code: 'password.well_known' }]);
    const weak = await create(owner, { password: 'abc' });
    expect(weak.problem.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['password', 'password.length'],
      ['password', 'password.upper'],
      ['password', 'password.digit'],
    ]);
  });

  it('accepts the own address as a username, and no other address', async () => {
    const email = 'own@northwind.example';
    expect((await create(owner, { email, username: 'OWN@northwind.example' })).status).toBe(201);
    const other = await create(owner, { username: 'somebody@northwind.example' });
    expect(other.problem.errors).toMatchObject([{ path: 'username', code: 'field.username' }]);
  });

  it('finds a department by its id in upper case', async () => {
    const department = await app.make.department(account.id, 'Upper');
    const { body } = await create(owner, { departments: [department.toUpperCase()] });
    expect(body.departments).toEqual([{ id: department, name: 'Upper' }]);
  });

  it('keeps a role and a department that are named twice once', async () => {
    const department = await app.make.department(account.id, 'Twice');
    const { body } = await create(owner, { portalRoles: ['orders', 'orders'], departments: [department, department] });
    expect(body).toMatchObject({ portalRoles: ['orders'], departments: [{ id: department }] });
  });
});

describe('the roles of a new user', () => {
  it('lets an Admin give every role but Admin, and says which one is too much', async () => {
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const { status } = await create(admin, { portalRoles: ['reports', 'tech_configuration', 'finance', 'orders'] });
    expect(status).toBe(201);
    const { problem } = await create(admin, { portalRoles: ['reports', 'admin'] });
    expect(problem).toMatchObject({ status: 403, code: 'role.only_owner_gives_admin' });
    expect(problem.errors).toMatchObject([{ path: 'portalRoles.1', code: 'role.only_owner_gives_admin' }]);
  });

  it('lets the main user make an Admin', async () => {
    expect((await create(owner, { portalRoles: ['admin'] })).body.portalRoles).toEqual(['admin']);
  });

  it('refuses a role that does not exist', async () => {
    const { problem } = await create(owner, { portalRoles: ['owner'] });
    expect(problem.errors).toMatchObject([{ path: 'portalRoles.0', code: 'field.invalid' }]);
  });

  it('adds nobody for whoever has no role that allows it', async () => {
    const others = ['reports', 'tech_configuration', 'finance', 'orders'] as const;
    const user = await app.make.signedIn(await app.make.user(account.id, { roles: others }));
    const { body: before } = await owner.call('countUsers');
    expect((await create(user)).problem.code).toBe('permission.missing');
    expect((await owner.call('countUsers')).body).toEqual(before);
  });
});

describe('names that are taken', () => {
  it('refuses an address in any case, beside its field', async () => {
    const { body: ben } = await create(owner);
    const { problem } = await create(owner, { email: ben.email.toUpperCase() });
    expect(problem).toMatchObject({ status: 409, code: 'user.email_taken' });
    expect(problem.errors).toMatchObject([{ path: 'email', code: 'user.email_taken' }]);
  });

  it('refuses a username in any case, beside its field', async () => {
    await create(owner, { username: 'grace' });
    const { problem } = await create(owner, { username: 'GRACE' });
    expect(problem).toMatchObject({ status: 409, code: 'user.username_taken' });
    expect(problem.errors).toMatchObject([{ path: 'username', code: 'user.username_taken' }]);
  });

  it('keeps a deleted user’s address and username reserved, and says so', async () => {
    const email = 'gone@northwind.example';
    await app.make.user(account.id, { email, username: 'gone', status: 'deleted' });
    expect((await create(owner, { email })).problem.errors).toMatchObject([{ path: 'email', code: 'user.email_reserved' }]);
    const byName = await create(owner, { username: 'Gone' });
    expect(byName.problem.errors).toMatchObject([{ path: 'username', code: 'user.username_reserved' }]);
  });

  it('lets another account use the same address and username', async () => {
    const { body: ben } = await create(owner, { username: 'shared' });
    const elsewhere = await app.make.signedIn((await app.make.account()).owner);
    expect((await create(elsewhere, { email: ben.email, username: 'shared' })).status).toBe(201);
  });
});

describe('the departments of a new user', () => {
  it('refuses one that does not exist, or is another account’s, beside its place', async () => {
    const mine = await app.make.department(account.id, 'Mine');
    const theirs = await app.make.department((await app.make.account()).id, 'Theirs');
    for (const strange of [theirs, newId()]) {
      const { problem } = await create(owner, { departments: [mine, strange] });
      expect(problem).toMatchObject({ status: 404, code: 'department.not_found' });
      expect(problem.errors).toMatchObject([{ path: 'departments.1', code: 'department.not_found' }]);
    }
  });

  it('leaves nothing behind of a user that was refused at the last step', async () => {
    const user = newUser();
    await owner.call('createUser', { body: { ...user, departments: [newId()] } });
    expect((await owner.call('createUser', { body: user })).status).toBe(201);
  });
});
