import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { codeIn, demandFactor, forgetSteps, setUpApp, totp } from '../testing/authenticator.ts';
import type { Client } from '../testing/client.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { beginSignIn } from '../testing/signing-in.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let heir: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  heir = await app.make.user(account.id);
});
afterAll(() => app.close());

const begin = async (by = owner) => {
  const { body } = await by.call('beginHandOver', { body: { password: PASSWORD } });
  return { next: body.next, attempt: 'attempt' in body ? body.attempt : '' };
};
const handOver = (proof?: { attempt: string; code: string }, userId = heir.id) =>
  owner.call('handOver', { body: { userId, formerMainUser: { portalRoles: [] }, password: PASSWORD, proof } });
const ownerId = async () => (await app.owner.query('select owner_id from accounts where id = $1', [account.id])).rows[0].owner_id;

describe('handing the account over', () => {
  it('asks for the password alone where no second factor is set', async () => {
    expect((await begin()).next).toBe('done');
    expect((await handOver()).status).toBe(204);
  });

  it('asks for the code of the app too', async () => {
    const { secret } = await setUpApp(app, owner);
    expect((await handOver()).problem.code).toBe('second_factor.required');
    const { next, attempt } = await begin();
    expect(next).toBe('app_code');
    expect((await handOver({ attempt, code: totp(secret, 9) })).problem.code).toBe('code.wrong');
    expect(await ownerId()).toBe(account.owner.id);
    expect((await handOver({ attempt, code: totp(secret) })).status).toBe(204);
    expect(await ownerId()).toBe(heir.id);
  });

  it('asks for a mailed code too, which works once', async () => {
    await demandFactor(app, account.id, 'email');
    const { next, attempt } = await begin();
    expect(next).toBe('email_code');
    const code = codeIn(await app.mail.next(account.owner.email));
    expect((await handOver({ attempt, code })).status).toBe(204);
    expect(await ownerId()).toBe(heir.id);
  });

  it('keeps the code for another try where the rule refuses', async () => {
    const { secret } = await setUpApp(app, owner);
    const asleep = await app.make.user(account.id, { status: 'inactive' });
    const { attempt } = await begin();
    const code = totp(secret);
    expect((await handOver({ attempt, code }, asleep.id)).problem.code).toBe('user.not_active');
    expect((await handOver({ attempt, code })).status).toBe(204);
  });

  it('ends with five wrong codes, and an attempt to sign in, or of somebody else, is none', async () => {
    const { secret } = await setUpApp(app, owner);
    const signIn = await beginSignIn(app.visitor(), account.owner, 'app_code');
    expect((await handOver({ attempt: signIn, code: totp(secret) })).problem.code).toBe('sign_in.expired');
    const other = await app.make.account();
    const theirs = await app.make.signedIn(other.owner);
    const { secret: their } = await setUpApp(app, theirs);
    await forgetSteps(app);
    const { attempt: foreign } = await begin(theirs);
    expect((await handOver({ attempt: foreign, code: totp(their) })).problem.code).toBe('sign_in.expired');
    const { attempt } = await begin();
    for (let n = 0; n < 4; n += 1) expect((await handOver({ attempt, code: totp(secret, 9) })).problem.code).toBe('code.wrong');
    expect((await handOver({ attempt, code: totp(secret, 9) })).problem.code).toBe('sign_in.too_many_codes');
    expect((await app.visitor().call('signInWithCode', { body: { attempt, code: totp(secret) } })).problem.code).toBe(
      'sign_in.expired',
    );
    expect(await ownerId()).toBe(account.owner.id);
  });

  it('begins for the main user only, with the right password', async () => {
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await admin.call('beginHandOver', { body: { password: PASSWORD } })).problem.code).toBe('actor.not_owner');
    expect((await owner.call('beginHandOver', { body: { password: 'Wrong-password-1' } })).problem.code).toBe('password.wrong');
  });
});
