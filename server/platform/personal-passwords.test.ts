import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account({ name: 'Northwind' });
});
afterAll(() => app.close());

const PERSONAL = 'Northwind-1';
const person = { firstName: 'Ben', lastName: 'Okafor' };

/** Wherever a password is chosen, one that is hardly more than a name is refused beside its field. */
describe('a password of one’s company’s name', () => {
  const refusedAt = (path: string) => ({ code: 'request.invalid', errors: [{ path, code: 'password.personal' }] });

  it('signs nobody up', async () => {
    const body = { ...person, companyName: 'Northwind', email: 'ben@elsewhere.example', password: PERSONAL };
    expect((await app.visitor().call('signUp', { body })).problem).toMatchObject(refusedAt('password'));
    expect((await app.visitor().call('signUp', { body: { ...body, password: PASSWORD } })).status).toBeLessThan(300);
  });

  it('is not given to somebody else, nor chosen by them on activation', async () => {
    const owner = await app.make.signedIn(account.owner);
    const body = { ...person, email: 'ben@else.example', portalRoles: [], departments: [] };
    expect((await owner.call('createUser', { body: { ...body, password: PERSONAL } })).problem).toMatchObject(
      refusedAt('password'),
    );
    expect((await owner.call('createUser', { body })).status).toBe(201);
    const token = tokenIn(await app.mail.next(body.email));
    const choose = (password: string) => app.visitor().call('activate', { body: { token, password } });
    expect((await choose(PERSONAL)).problem).toMatchObject(refusedAt('password'));
    expect((await choose(PASSWORD)).status).toBe(200);
  });

  it('is not changed to', async () => {
    const owner = await app.make.signedIn(account.owner);
    const change = { currentPassword: PASSWORD, newPassword: PERSONAL };
    expect((await owner.call('changeMyPassword', { body: change })).problem).toMatchObject(refusedAt('newPassword'));
  });

  it('is not what a forgotten one becomes, and the link still works', async () => {
    const { email } = await app.make.user(account.id);
    await app.visitor().call('requestPasswordReset', { body: { email } });
    const token = tokenIn(await app.mail.next(email));
    const reset = (password: string) => app.visitor().call('resetPassword', { body: { token, password } });
    expect((await reset(PERSONAL)).problem).toMatchObject(refusedAt('password'));
    expect((await reset('Harbour-48-lights')).status).toBe(200);
  });
});
