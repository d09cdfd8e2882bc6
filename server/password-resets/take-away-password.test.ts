import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brokenRules } from '../../contract/passwords.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';
import { isSignedIn } from '../testing/signing-in.ts';
import { tryWrongPasswords } from '../testing/wrong-passwords.ts';
import { newTemporaryPassword } from './take-away-password.ts';

const NEW = 'Copper-81-kettle';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ana: MadeUser;
let leader: Client;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  const tag = await makeNamed(app, account.id, 'tags');
  ana = await makeAgent(app, account.id, { tags: [tag] });
  const role = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.reset_password'], scope: 'shared_tags' });
  leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
});

const signIn = (login: string, password: string) => app.visitor().call('signIn', { body: { login, password } });
const make = (by: Client, id: string) => by.call('makeTemporaryPassword', { params: { id } });
const send = (by: Client, id: string) => by.call('sendPasswordLink', { params: { id } });

describe('a temporary password', () => {
  it('is shown once, ends sessions, opens one session, and there only a new one can be chosen', async () => {
    const before = await app.make.signedIn(ana);
    const { password, expiresAt } = (await make(leader, ana.id)).body;
    expect(brokenRules(password)).toEqual([]);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 86_400_000)).toBeLessThan(60_000);
    expect(await isSignedIn(before)).toBe(false);
    expect((await signIn(ana.email, PASSWORD)).problem.code).toBe('session.wrong_credentials');
    const client = app.visitor();
    const first = await client.call('signIn', { body: { login: ana.email, password } });
    expect(first.body).toMatchObject({ next: 'done', passwordChangeRequired: true });
    expect((await signIn(ana.email, password)).problem.code).toBe('session.wrong_credentials');
    expect((await client.call('listMySessions')).problem.code).toBe('password.change_required');
    const changed = await client.call('changeMyPassword', { body: { currentPassword: password, newPassword: NEW } });
    expect(changed.status).toBeLessThan(300);
    expect((await signIn(ana.email, NEW)).body).toMatchObject({ next: 'done', passwordChangeRequired: false });
    expect((await signIn(ana.email, NEW)).status).toBe(201);
  });

  it('opens one session of a hundred that are asked for at once', async () => {
    const { password } = (await make(owner, ana.id)).body;
    const answers = await atOnce(20, () => signIn(ana.email, password));
    expect(tally(answers)).toMatchObject({ 201: 1 });
  });

  it('opens one session after a second factor, too', async () => {
    await app.owner.query("update users set two_factor = 'email' where id = $1", [ana.id]);
    const { password } = (await make(owner, ana.id)).body;
    for (const expected of ['email_code', 'email_code']) expect((await signIn(ana.email, password)).body.next).toBe(expected);
    await app.owner.query('update users set two_factor = null where id = $1', [ana.id]);
    expect((await signIn(ana.email, password)).status).toBe(201);
    expect((await signIn(ana.email, password)).problem.code).toBe('session.wrong_credentials');
  });

  it('runs out, gives way to a mailed link, and is lifted with the lock', async () => {
    await tryWrongPasswords(app, ana.email, 10);
    expect((await app.mail.next(ana.email)).text).toBeTruthy();
    await make(owner, ana.id);
    expect((await signIn(ana.email, 'Wrong-password-1')).problem.code).toBe('session.wrong_credentials');
    const { password } = (await make(owner, ana.id)).body;
    await app.owner.query("update users set temporary_until = now() - interval '1 second' where id = $1", [ana.id]);
    expect((await signIn(ana.email, password)).problem.code).toBe('session.wrong_credentials');
    expect((await send(owner, ana.id)).status).toBe(204);
    const token = tokenIn(await app.mail.next(ana.email));
    expect((await app.visitor().call('resetPassword', { body: { token, password: NEW } })).status).toBe(200);
    expect((await signIn(ana.email, NEW)).body).toMatchObject({ next: 'done', passwordChangeRequired: false });
  });

  it('is in no entry, and no row but as a hash', async () => {
    const { password, expiresAt } = (await make(leader, ana.id)).body;
    const entry = (await entriesAbout(app, ana.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'user.temporary_password_made',
      changes: { password: 'changed', passwordMustChange: { old: false, new: true }, temporaryUntil: { new: expiresAt } },
    });
    const { rows } = await app.owner.query('select row_to_json(u)::text as said, password_hash from users u where id = $1', [
      ana.id,
    ]);
    expect(rows[0].said).not.toContain(password);
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$/);
  });

  it('is another each time', () => {
    const made = Array.from({ length: 500 }, newTemporaryPassword);
    expect(new Set(made).size).toBe(500);
    for (const one of made) expect(one).toMatch(/^[A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){3}$/);
  });
});

describe('a link', () => {
  it('takes the old password away at once, and asks for a new one by mail', async () => {
    const before = await app.make.signedIn(ana);
    expect((await send(leader, ana.id)).status).toBe(204);
    expect(await isSignedIn(before)).toBe(false);
    expect((await signIn(ana.email, PASSWORD)).problem.code).toBe('session.wrong_credentials');
    expect(tokenIn(await app.mail.next(ana.email))).toBeTruthy();
    expect((await entriesAbout(app, ana.id)).map(({ action }) => action)).toContain('user.password_taken_away');
  });

  it('is mailed five times an hour', async () => {
    const codes: number[] = [];
    for (let n = 0; n < 6; n += 1) codes.push((await send(owner, ana.id)).status);
    expect(codes).toEqual([204, 204, 204, 204, 204, 429]);
  });
});

describe.each(['sendPasswordLink', 'makeTemporaryPassword'] as const)('%s', (name) => {
  const refused = async (by: Client, id: string) => (await by.call(name, { params: { id } })).problem.code;

  it('is for those who may, of those whom they reach', async () => {
    const far = await makeAgent(app, account.id);
    const portal = await app.make.user(account.id, { roles: ['reports'] });
    const superuser = await makeAgent(app, account.id, { isSuperuser: true });
    const other = await app.make.account();
    expect(await refused(leader, far.id)).toBe('user.not_found');
    expect(await refused(leader, portal.id)).toBe('permission.missing');
    expect(await refused(leader, account.owner.id)).toBe('permission.missing');
    expect(await refused(owner, account.owner.id)).toBe('user.is_self');
    expect(await refused(owner, other.owner.id)).toBe('user.not_found');
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect(await refused(admin, account.owner.id)).toBe('user.is_owner');
    expect((await admin.call(name, { params: { id: superuser.id } })).status).toBeLessThan(300);
    const plain = await app.make.signedIn(await makeAgent(app, account.id));
    expect(await refused(plain, ana.id)).toBe('permission.missing');
  });

  it('is refused of somebody who holds more, who is not active, and after five minutes', async () => {
    const tag = await makeNamed(app, account.id, 'tags');
    const role = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.reset_password'], scope: 'all' });
    const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
    expect(await refused(by, (await makeAgent(app, account.id, { isSuperuser: true })).id)).toBe('user.outranks');
    for (const status of ['pending', 'inactive'] as const) {
      expect(await refused(by, (await makeAgent(app, account.id, { status })).id)).toBe('user.not_active');
    }
    expect(await refused(by, (await makeAgent(app, account.id, { status: 'deleted' })).id)).toBe('user.is_deleted');
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect(await refused(late, ana.id)).toBe('session.step_up');
  });
});
