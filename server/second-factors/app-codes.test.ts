import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { base32Decode, demandFactor, forgetSteps, setUpApp, totp } from '../testing/authenticator.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';
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
  ben = await app.make.user(account.id);
});
afterAll(() => app.close());

const withApp = async (user = ben) => setUpApp(app, await app.make.signedIn(user));
const send = (client: Client, attempt: string, code: string) => client.call('signInWithCode', { body: { attempt, code } });
const recover = (attempt: string, recoveryCode: string) =>
  app.visitor().call('signInWithRecoveryCode', { body: { attempt, recoveryCode } });

describe('an app that somebody set up', () => {
  it.each(['off', 'email', 'app'] as const)('is asked for where the policy says %s', async (type) => {
    const { secret } = await withApp();
    await demandFactor(app, account.id, type);
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'app_code');
    expect((await send(client, attempt, totp(secret))).status).toBe(201);
    expect(await isSignedIn(client)).toBe(true);
  });

  it('gives codes of the step before and after too, each once, and no older one after a newer', async () => {
    const { secret } = await withApp();
    const codes = [-1, 0, 1].map((by) => totp(secret, by));
    for (const code of codes) {
      const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
      expect((await send(app.visitor(), attempt, code)).status).toBe(201);
    }
    const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
    for (const [n, code] of codes.entries()) {
      const { problem } = await send(app.visitor(), attempt, code);
      expect(problem).toMatchObject({ code: 'code.used', params: { triesLeft: 4 - n } });
    }
    const far = totp(secret, -5);
    expect((await send(app.visitor(), attempt, far)).problem.code).toBe('code.wrong');
  });

  it('signs in once with one code, of fifty sign-ins at the same moment', async () => {
    const { secret } = await withApp();
    const attempts = await atOnce(50, () => beginSignIn(app.visitor(), ben, 'app_code'));
    const code = totp(secret);
    const before = await sessionsOf(app, ben.id);
    const answers = await atOnce(50, (n) => send(app.visitor(), attempts[n] ?? '', code));
    expect(tally(answers)).toEqual({ 201: 1, 'code.used': 10, 'request.too_many': 39 });
    expect(await sessionsOf(app, ben.id)).toBe(before + 1);
  });

  it('uses the code that set it up up too', async () => {
    const self = await app.make.signedIn(ben);
    const { secret, setup } = (await self.call('prepareMyApp')).body;
    const code = totp(secret);
    await self.call('setUpMyApp', { body: { setup, code } });
    const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await send(app.visitor(), attempt, code)).problem.code).toBe('code.used');
  });

  it('is nobody else’s: its code signs in no other user', async () => {
    const [{ secret }, eve] = [await withApp(), await app.make.user(account.id)];
    await withApp(eve);
    const attempt = await beginSignIn(app.visitor(), eve, 'app_code');
    expect((await send(app.visitor(), attempt, totp(secret))).problem.code).toBe('code.wrong');
  });

  it('has its own steps only, and another password ends the sign-in', async () => {
    const { secret } = await withApp();
    const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await app.visitor().call('sendSignInCode', { body: { attempt } })).problem.code).toBe('sign_in.other_step');
    expect((await app.visitor().call('prepareAppAtSignIn', { body: { attempt } })).problem.code).toBe('sign_in.other_step');
    await app.owner.query("update users set password_hash = 'other' where id = $1", [ben.id]);
    expect((await send(app.visitor(), attempt, totp(secret))).problem.code).toBe('sign_in.expired');
  });
});

describe('a recovery code', () => {
  it('works once, in capitals and without the hyphen too, and a mail tells of it', async () => {
    const { recoveryCodes } = await withApp();
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    const [first = '', second = ''] = recoveryCodes;
    await app.mail.next(ben.email);
    const attempt = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await recover(attempt, first.toUpperCase().replace('-', ' '))).status).toBe(201);
    expect((await app.mail.next(ben.email)).subject).toBe('A recovery code was used');
    const next = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await recover(next, first)).problem.code).toBe('code.wrong');
    expect((await recover(next, second)).status).toBe(201);
    expect(await actionsAbout(app, ben.id)).toEqual(expect.arrayContaining(['user.recovery_code_used', 'user.sign_in_failed']));
    expect((await entriesAbout(app, ben.id)).at(-1)?.changes).toMatchObject({ secondFactor: { new: 'recovery_code' } });
  });

  it('gives one session, of fifty sign-ins at the same moment', async () => {
    const { recoveryCodes } = await withApp();
    const attempts = await atOnce(50, () => beginSignIn(app.visitor(), ben, 'app_code'));
    const answers = await atOnce(50, (n) => recover(attempts[n] ?? '', recoveryCodes[0] ?? ''));
    expect(tally(answers)).toEqual({ 201: 1, 'code.wrong': 10, 'request.too_many': 39 });
  });

  it('counts as a wrong code where it is none, and is nobody else’s', async () => {
    const [{ recoveryCodes }, eve] = [await withApp(), await app.make.user(account.id)];
    await withApp(eve);
    const attempt = await beginSignIn(app.visitor(), eve, 'app_code');
    for (let n = 0; n < 4; n += 1) expect((await recover(attempt, recoveryCodes[n] ?? '')).problem.code).toBe('code.wrong');
    expect((await recover(attempt, recoveryCodes[5] ?? '')).problem.code).toBe('sign_in.too_many_codes');
    const next = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await recover(next, recoveryCodes[0] ?? '')).status).toBe(201);
  });

  it('does not spare setting an app up', async () => {
    await demandFactor(app, account.id, 'email');
    const self = await app.make.signedIn(ben);
    const { recoveryCodes } = (await self.call('makeMyRecoveryCodes')).body;
    await demandFactor(app, account.id, 'app');
    const attempt = await beginSignIn(app.visitor(), ben, 'set_up_app');
    expect((await recover(attempt, recoveryCodes[0] ?? '')).problem.code).toBe('sign_in.other_step');
  });
});

describe('where an app is demanded and there is none', () => {
  beforeEach(() => demandFactor(app, account.id, 'app'));
  const setUp = async (attempt: string) => (await app.visitor().call('prepareAppAtSignIn', { body: { attempt } })).body;

  it('it is set up at the sign-in, which then shows recovery codes that work', async () => {
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'set_up_app');
    const { secret, uri, setup } = await setUp(attempt);
    expect(uri).toContain(`secret=${secret}`);
    expect((await send(client, attempt, totp(secret))).problem.code).toBe('sign_in.other_step');
    const wrong = await client.call('signInWithCode', { body: { attempt, setup, code: totp(secret, 9) } });
    expect(wrong.problem.code).toBe('code.wrong');
    expect(await isSignedIn(client)).toBe(false);
    const { recoveryCodes } = (await client.call('signInWithCode', { body: { attempt, setup, code: totp(secret) } })).body;
    expect(recoveryCodes).toHaveLength(10);
    expect(await isSignedIn(client)).toBe(true);
    expect(await actionsAbout(app, ben.id)).toContain('user.authenticator_set_up');
    expect((await app.mail.next(ben.email)).subject).toBe('An authenticator app was set up');
    const next = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await recover(next, recoveryCodes?.[0] ?? '')).status).toBe(201);
    await forgetSteps(app);
    const again = await beginSignIn(app.visitor(), ben, 'app_code');
    expect((await send(app.visitor(), again, totp(secret))).status).toBe(201);
  });

  it('nobody who began earlier replaces the app that was set up meanwhile', async () => {
    const [thief, self] = [app.visitor(), app.visitor()];
    const theirs = await beginSignIn(thief, ben, 'set_up_app');
    const prepared = await setUp(theirs);
    const mine = await beginSignIn(self, ben, 'set_up_app');
    const own = await setUp(mine);
    await self.call('signInWithCode', { body: { attempt: mine, setup: own.setup, code: totp(own.secret) } });
    const body = { attempt: theirs, setup: prepared.setup, code: totp(prepared.secret) };
    expect((await thief.call('signInWithCode', { body })).problem.code).toBe('sign_in.expired');
    expect(await isSignedIn(thief)).toBe(false);
  });

  it('the set-up of somebody else, or one that was changed, is none', async () => {
    const eve = await app.make.user(account.id);
    const theirs = await setUp(await beginSignIn(app.visitor(), eve, 'set_up_app'));
    const attempt = await beginSignIn(app.visitor(), ben, 'set_up_app');
    for (const setup of [theirs.setup, `${theirs.setup.slice(0, -3)}AAA`, 'x']) {
      const body = { attempt, setup, code: totp(theirs.secret) };
      expect((await app.visitor().call('signInWithCode', { body })).problem.code).toBe('sign_in.expired');
    }
  });

  it('a mailed code is not enough, and a browser remembered by one neither', async () => {
    await demandFactor(app, account.id, 'email');
    await beginSignIn(app.visitor(), ben, 'email_code');
    await demandFactor(app, account.id, 'app');
    await beginSignIn(app.visitor(), ben, 'set_up_app');
  });
});

it('the secret of an app stands nowhere in clear, neither do recovery codes', async () => {
  const { secret, recoveryCodes } = await withApp();
  const { rows } = await app.owner.query<{ table: string }>(
    "select format('%I.%I', schemaname, tablename) as table from pg_tables where schemaname in ('public', 'graphile_worker')",
  );
  const raw = base32Decode(secret).toString('hex');
  for (const { table } of rows) {
    for (const value of [secret, raw, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))]) {
      const found = await app.owner.query(`select 1 from ${table} t where strpos(lower(t::text), lower($1)) > 0`, [value]);
      expect(found.rowCount, `${table}: ${value}`).toBe(0);
    }
  }
});
