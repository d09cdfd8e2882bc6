import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeProfile, makeRole } from '../testing/dialer.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ben: MadeUser;
let self: Client;
let next: string;
let counter = 0;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  counter += 1;
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  ben = await app.make.user(account.id, { email: `ben${counter}@withdraw.example` });
  self = await app.make.signedIn(ben);
  next = `next${counter}@withdraw.example`;
});
afterAll(() => app.close());

const ask = () => self.call('changeMyEmail', { body: { email: next } });
const withdraw = (client = owner, id = ben.id) => client.call('withdrawEmailChange', { params: { id } });
const shown = async () => [
  (await self.call('getMe')).body.newEmail,
  (await owner.call('getUser', { params: { id: ben.id } })).body.newEmail,
];

describe('a change of address that waits', () => {
  it.each([
    ['oneself', () => self.call('withdrawMyEmailChange'), () => ben.id],
    ['who may edit the user', () => withdraw(), () => account.owner.id],
  ])('is taken back by %s: its link stops working, and the record says so', async (_, takeBack, actor) => {
    await ask();
    const token = tokenIn(await app.mail.next(next));
    expect(await shown()).toEqual([next, next]);
    const { version } = (await self.call('getMe')).body;
    expect((await takeBack()).status).toBe(204);
    expect(await shown()).toEqual([null, null]);
    expect((await self.call('getMe')).body.version).toBe(version + 1);
    expect((await app.visitor().call('confirmEmail', { body: { token } })).problem.code).toBe('link.invalid');
    expect((await entriesAbout(app, ben.id)).at(-1)).toMatchObject({
      action: 'user.email_change_withdrawn',
      actor_id: actor(),
      changes: { newEmail: { old: next, new: null } },
    });
  });

  it('leaves other links as they are', async () => {
    await ask();
    await app.visitor().call('requestPasswordReset', { body: { email: ben.email } });
    await app.mail.next(ben.email); // the notice
    const token = tokenIn(await app.mail.next(ben.email));
    await self.call('withdrawMyEmailChange');
    const body = { token, password: 'Lantern-58-quays' };
    expect((await app.visitor().call('resetPassword', { body })).status).toBe(200);
  });

  it('is not taken back by those below, beside or outside', async () => {
    await ask();
    const [below, admin] = [
      await app.make.user(account.id, { roles: ['reports'] }),
      await app.make.user(account.id, { roles: ['admin'] }),
    ];
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    expect((await withdraw(await app.make.signedIn(below))).problem.code).toBe('permission.missing');
    expect((await withdraw(stranger)).problem.code).toBe('user.not_found');
    const asAdmin = await app.make.signedIn(admin);
    expect((await withdraw(asAdmin, account.owner.id)).problem.code).toBe('user.is_owner');
    expect((await withdraw(asAdmin, (await app.make.user(account.id, { roles: ['admin'] })).id)).problem.code).toBe(
      'user.is_admin',
    );
    expect(await shown()).toEqual([next, next]);
  });

  it('of an agent is taken back by who may change their address in the Dialer, and by nobody whom the right does not reach', async () => {
    const [berlin, lisbon] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const leads = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.edit'], scope: 'shared_tags' });
    const looks = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const leader = async (role: string, tag: string) =>
      app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
    await ask();
    const near = await leader(leads, berlin);
    expect((await withdraw(near)).problem.code).toBe('permission.missing'); // no agent yet
    await makeProfile(app, ben, { tags: [berlin] });
    expect((await withdraw(await leader(leads, lisbon))).problem.code).toBe('user.not_found');
    expect((await withdraw(await leader(looks, berlin))).problem.code).toBe('permission.missing');
    expect(await shown()).toEqual([next, next]);
    expect((await withdraw(near)).status).toBe(204);
    expect(await shown()).toEqual([null, null]);
  });

  it('is taken back once by twenty at once; where none waits that is said', async () => {
    await ask();
    expect(tally(await atOnce(20, () => withdraw()))).toEqual({ 204: 1, 'email.not_waiting': 19 });
    expect((await self.call('withdrawMyEmailChange')).problem).toMatchObject({ status: 409, code: 'email.not_waiting' });
  });

  it('is shown no longer once its link has run out or was voided', async () => {
    await ask();
    await app.owner.query('update users set new_email_until = now() where id = $1', [ben.id]);
    expect(await shown()).toEqual([null, null]);
    expect((await withdraw()).problem.code).toBe('email.not_waiting');
    await ask();
    expect(await shown()).toEqual([next, next]);
    await self.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: 'Lantern-58-quays' } });
    expect(await shown()).toEqual([null, null]);
  });
});

describe('changing somebody else’s address', () => {
  it('asks for a password typed within five minutes, and so does correcting one', async () => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    const guest = await app.make.user(account.id, { status: 'pending', email: `guest${counter}@withdraw.example` });
    const edit = (id: string, body: object) => late.call('updateUser', { params: { id }, body, headers: { 'if-match': '1' } });
    const correct = (body: object) => late.call('sendActivation', { params: { id: guest.id }, body });
    expect((await edit(ben.id, { email: next })).problem.code).toBe('session.step_up');
    expect((await edit(guest.id, { email: next })).problem.code).toBe('session.step_up');
    expect((await correct({ email: next })).problem.code).toBe('session.step_up');
    expect((await edit(ben.id, { email: ben.email, firstName: 'Benedict' })).status).toBe(200);
    expect((await correct({ email: guest.email })).status).toBe(200);
    await late.call('proveMyself', { body: { password: PASSWORD } });
    expect((await correct({ email: next })).body.email).toBe(next);
  });
});
