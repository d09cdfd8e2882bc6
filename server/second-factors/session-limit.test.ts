import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { codeIn, demandFactor, totp } from '../testing/authenticator.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { beginSignIn, isSignedIn, sessionsOf } from '../testing/signing-in.ts';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
beforeEach(async () => {
  await demandFactor(app, account.id, 'off');
  await app.owner.query('update accounts set session_limit = 3 where id = $1', [account.id]);
  ben = await app.make.user(account.id);
});
afterAll(() => app.close());

const signIn = (more: { endOldest?: boolean } = {}, client = app.visitor()) =>
  client.call('signIn', { body: { login: ben.email, password: PASSWORD, ...more } });

describe('at the limit of sessions, with a password alone', () => {
  it('the open ones are shown, the oldest first; endOldest ends that one', async () => {
    const [oldest, ...others] = [app.visitor(), app.visitor(), app.visitor()];
    for (const client of [oldest, ...others]) await signIn({}, client);
    const refused = await signIn();
    expect(refused.problem.code).toBe('session.limit_reached');
    expect(refused.problem.current).toMatchObject({ limit: 3, sessions: [{ address: oldest?.address }, {}, {}] });
    const client = app.visitor();
    expect((await signIn({ endOldest: true }, client)).status).toBe(201);
    for (const one of [client, ...others]) expect(await isSignedIn(one)).toBe(true);
    expect(oldest && (await isSignedIn(oldest))).toBe(false);
  });

  it('the right password never counts as a wrong one', async () => {
    for (let n = 0; n < 3; n += 1) await signIn();
    const client = app.visitor();
    for (let n = 0; n < 12; n += 1) expect((await signIn({}, client)).problem.code).toBe('session.limit_reached');
    expect((await signIn({ endOldest: true }, client)).status).toBe(201);
  });
});

describe('at the limit of sessions, with a second factor', () => {
  beforeEach(() => demandFactor(app, account.id, 'email'));
  const proved = async (client = app.visitor()) => {
    const attempt = await beginSignIn(client, ben, 'email_code');
    const code = codeIn(await app.mail.next(ben.email));
    return { attempt, code, answer: await client.call('signInWithCode', { body: { attempt, code } }) };
  };

  it('nothing is said before all factors are proved; then endOldest needs no new code, and works once', async () => {
    for (let n = 0; n < 3; n += 1) await app.make.signedIn(ben);
    const client = app.visitor();
    const { attempt, code, answer } = await proved(client);
    expect(answer.problem).toMatchObject({ code: 'session.limit_reached', current: { limit: 3 } });
    expect(await sessionsOf(app, ben.id)).toBe(3);
    expect((await client.call('signInWithCode', { body: { attempt, code, endOldest: true } })).problem.code).toBe(
      'sign_in.other_step',
    );
    expect((await client.call('completeSignIn', { body: { attempt } })).problem.code).toBe('session.limit_reached');
    expect((await client.call('completeSignIn', { body: { attempt, endOldest: true } })).status).toBe(201);
    expect(await isSignedIn(client)).toBe(true);
    expect(await sessionsOf(app, ben.id)).toBe(3);
    const again = await app.visitor().call('completeSignIn', { body: { attempt, endOldest: true } });
    expect(again.problem.code).toBe('sign_in.expired');
  });

  it('a code with endOldest goes straight through', async () => {
    for (let n = 0; n < 3; n += 1) await app.make.signedIn(ben);
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    const code = codeIn(await app.mail.next(ben.email));
    expect((await client.call('signInWithCode', { body: { attempt, code, endOldest: true } })).status).toBe(201);
    expect(await sessionsOf(app, ben.id)).toBe(3);
  });

  it('what was proved is worth nothing once the password is another or the time is over', async () => {
    for (let n = 0; n < 3; n += 1) await app.make.signedIn(ben);
    const first = await proved();
    await app.owner.query('update sign_in_attempts set expires_at = now() where user_id = $1', [ben.id]);
    const late = await app.visitor().call('completeSignIn', { body: { attempt: first.attempt, endOldest: true } });
    expect(late.problem.code).toBe('sign_in.expired');
    const second = await proved();
    await app.owner.query("update users set password_hash = 'other' where id = $1", [ben.id]);
    const other = await app.visitor().call('completeSignIn', { body: { attempt: second.attempt, endOldest: true } });
    expect(other.problem.code).toBe('sign_in.expired');
  });

  it.each([false, true])('a hundred completions at the same moment leave three (endOldest: %s)', async (endOldest) => {
    // Proved beforehand, so that all come at once: a hundred mails are not what this is about.
    await app.owner.query('update accounts set two_factor = $1 where id = $2', ['app', account.id]);
    const attempts = await atOnce(100, () => beginSignIn(app.visitor(), ben, 'set_up_app'));
    await app.owner.query(
      "update sign_in_attempts set wanted = 'app_code', proved_by = 'app_code', proved_at = now() where user_id = $1",
      [ben.id],
    );
    const answers = await atOnce(100, (n) =>
      app.visitor().call('completeSignIn', { body: { attempt: attempts[n] ?? '', endOldest } }),
    );
    expect(tally(answers)).toEqual(endOldest ? { 201: 100 } : { 201: 3, 'session.limit_reached': 97 });
    expect(await sessionsOf(app, ben.id)).toBe(3);
  });

  it('an app that was set up stays, and its recovery codes come with the session', async () => {
    await demandFactor(app, account.id, 'app');
    for (let n = 0; n < 3; n += 1) await app.make.signedIn(ben);
    const attempt = await beginSignIn(app.visitor(), ben, 'set_up_app');
    const { secret, setup } = (await app.visitor().call('prepareAppAtSignIn', { body: { attempt } })).body;
    const first = await app.visitor().call('signInWithCode', { body: { attempt, setup, code: totp(secret) } });
    expect(first.problem.code).toBe('session.limit_reached');
    const { recoveryCodes } = (await app.visitor().call('completeSignIn', { body: { attempt, endOldest: true } })).body;
    expect(recoveryCodes).toHaveLength(10);
  });
});
