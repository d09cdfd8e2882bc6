import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { codeIn, demandFactor, totp } from '../testing/authenticator.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { beginSignIn, isSignedIn } from '../testing/signing-in.ts';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  ben = await app.make.user(account.id);
  await demandFactor(app, account.id, 'email');
});
afterAll(() => app.close());

const mailed = async () => codeIn(await app.mail.next(ben.email));

describe('a sign-in with a mailed code', () => {
  it('ends where an app is demanded meanwhile', async () => {
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    const code = await mailed();
    await demandFactor(app, account.id, 'app');
    expect((await client.call('signInWithCode', { body: { attempt, code } })).problem.code).toBe('sign_in.expired');
    expect((await client.call('sendSignInCode', { body: { attempt } })).problem.code).toBe('sign_in.expired');
    expect(await isSignedIn(client)).toBe(false);
  });

  it('ends where an app was set up at another sign-in', async () => {
    const [client, other] = [app.visitor(), app.visitor()];
    const attempt = await beginSignIn(client, ben, 'email_code');
    const code = await mailed();
    await demandFactor(app, account.id, 'app');
    const setting = await beginSignIn(other, ben, 'set_up_app');
    const { secret, setup } = (await other.call('prepareAppAtSignIn', { body: { attempt: setting } })).body;
    expect((await other.call('signInWithCode', { body: { attempt: setting, setup, code: totp(secret) } })).status).toBe(201);
    await demandFactor(app, account.id, 'email');
    expect((await client.call('signInWithCode', { body: { attempt, code } })).problem.code).toBe('sign_in.expired');
  });

  it('ends also where it was proved and only room for the session was missing', async () => {
    await app.owner.query('update users set session_limit = 1 where id = $1', [ben.id]);
    await app.make.signedIn(ben);
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    const refused = await client.call('signInWithCode', { body: { attempt, code: await mailed() } });
    expect(refused.problem.code).toBe('session.limit_reached');
    await demandFactor(app, account.id, 'app');
    const late = await client.call('completeSignIn', { body: { attempt, endOldest: true } });
    expect(late.problem.code).toBe('sign_in.expired');
    expect((await client.call('signIn', { body: { login: ben.email, password: PASSWORD } })).body.next).toBe('set_up_app');
  });

  it('goes on where no factor is demanded any more', async () => {
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    await demandFactor(app, account.id, 'off');
    expect((await client.call('signInWithCode', { body: { attempt, code: await mailed() } })).status).toBe(201);
  });
});
