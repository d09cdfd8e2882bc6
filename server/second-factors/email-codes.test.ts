import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { codeIn, demandFactor } from '../testing/authenticator.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';
import { beginSignIn, isSignedIn } from '../testing/signing-in.ts';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
  await demandFactor(app, account.id, 'email');
});
beforeEach(async () => {
  ben = await app.make.user(account.id);
});
afterAll(() => app.close());

const mailed = async () => codeIn(await app.mail.next(ben.email));
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const minuteLater = () => app.owner.query("update sign_in_attempts set code_asked_at = now() - interval '61 seconds'");

describe('signing in with a mailed code', () => {
  it('says where it went, and gives a session for the code only', async () => {
    const client = app.visitor();
    const { body, headers } = await client.call('signIn', { body: { login: ben.email, password: PASSWORD } });
    expect(body).toEqual({
      next: 'email_code',
      attempt: expect.stringMatching(/^[\w-]{43}$/),
      email: 'u•••@example.com',
      hasRecoveryCodes: false,
    });
    expect(headers.getSetCookie()).toEqual([]);
    expect(await isSignedIn(client)).toBe(false);
    const attempt = 'attempt' in body ? body.attempt : '';
    const answer = await client.call('signInWithCode', { body: { attempt, code: await mailed() } });
    expect(answer.body).toMatchObject({ passwordChangeRequired: false, recoveryCodes: null });
    expect(await isSignedIn(client)).toBe(true);
    const last = (await entriesAbout(app, ben.id)).at(-1);
    expect(last).toMatchObject({ action: 'user.signed_in', changes: { secondFactor: { new: 'email_code' } } });
  });

  it('takes the code as people paste it', async () => {
    const client = app.visitor();
    const attempt = await beginSignIn(client, ben, 'email_code');
    const code = await mailed();
    expect(
      (await client.call('signInWithCode', { body: { attempt, code: ` ${code.slice(0, 3)}-${code.slice(3)} ` } })).status,
    ).toBe(201);
  });

  it.each(['12345', '1234567', 'abcdef', '１２３４５６', ''])('refuses %j beside its field, and counts nothing', async (code) => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const { problem } = await app.visitor().call('signInWithCode', { body: { attempt, code } });
    expect(problem).toMatchObject({
      code: 'request.invalid',
      errors: [{ path: 'code', code: code === '' ? 'field.required' : 'field.code' }],
    });
    const { rows } = await app.owner.query('select wrong_codes from sign_in_attempts where user_id = $1', [ben.id]);
    expect(rows).toEqual([{ wrong_codes: 0 }]);
  });

  it('binds the code to the sign-in that asked for it, works once, and a second tab asks again', async () => {
    const [one, two] = [app.visitor(), app.visitor()];
    const first = await beginSignIn(one, ben, 'email_code');
    const code = await mailed();
    const second = await beginSignIn(two, ben, 'email_code');
    const other = await mailed();
    expect(other).not.toBe(code);
    expect((await two.call('signInWithCode', { body: { attempt: second, code } })).problem).toMatchObject({
      code: 'code.wrong',
      params: { triesLeft: 4 },
    });
    expect((await one.call('signInWithCode', { body: { attempt: first, code } })).status).toBe(201);
    expect((await app.visitor().call('signInWithCode', { body: { attempt: first, code } })).problem.code).toBe('sign_in.expired');
    expect((await two.call('signInWithCode', { body: { attempt: second, code: other } })).status).toBe(201);
  });

  it('ends with the fifth wrong code, and the right one comes too late', async () => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const code = await mailed();
    const tries = [];
    for (let n = 0; n < 5; n += 1)
      tries.push((await app.visitor().call('signInWithCode', { body: { attempt, code: wrong(code) } })).problem);
    expect(tries.map((problem) => [problem.code, problem.params?.triesLeft])).toEqual([
      ['code.wrong', 4],
      ['code.wrong', 3],
      ['code.wrong', 2],
      ['code.wrong', 1],
      ['sign_in.too_many_codes', undefined],
    ]);
    expect((await app.visitor().call('signInWithCode', { body: { attempt, code } })).problem.code).toBe('sign_in.expired');
    // The one that came too late is recorded for that, a moment after its answer.
    const isWrongCode = ({ reason }: Record<string, unknown>) => (reason as { new?: string } | undefined)?.new === 'email_code';
    const failed = (await entriesAbout(app, ben.id)).filter(({ changes }) => isWrongCode(changes));
    expect(failed).toHaveLength(5);
    expect(failed[0]).toMatchObject({ action: 'user.sign_in_failed', actor_id: null });
  });

  it('gives five tries to thirty wrong codes at the same moment', async () => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const code = wrong(await mailed());
    const answers = await atOnce(30, () => app.visitor().call('signInWithCode', { body: { attempt, code } }));
    expect(tally(answers)).toEqual({ 'code.wrong': 4, 'sign_in.too_many_codes': 1, 'sign_in.expired': 25 });
  });

  it('gives one session to fifty right codes at the same moment', async () => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const code = await mailed();
    const answers = await atOnce(50, () => app.visitor().call('signInWithCode', { body: { attempt, code } }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('looks at ten wrong codes of a user in a quarter of an hour, in however many sign-ins', async () => {
    const attempts: { attempt: string; code: string }[] = [];
    for (let n = 0; n < 4; n += 1) {
      const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
      attempts.push({ attempt, code: wrong(await mailed()) });
    }
    const answers = await atOnce(16, (n) =>
      app.visitor().call('signInWithCode', { body: attempts[n % 4] ?? { attempt: '', code: '' } }),
    );
    const { 'request.too_many': refused, ...looked } = tally(answers);
    expect(refused).toBe(6);
    expect(looked).toEqual({ 'code.wrong': 10 });
  });
});

describe('another code', () => {
  it('comes after a minute, is a new one, and voids the one before', async () => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const first = await mailed();
    const early = await app.visitor().call('sendSignInCode', { body: { attempt } });
    expect(early.problem.code).toBe('code.too_early');
    expect(early.problem.params?.seconds).toBeGreaterThan(50);
    expect(early.headers.get('retry-after')).toBe(String(early.problem.params?.seconds));
    await minuteLater();
    expect((await app.visitor().call('sendSignInCode', { body: { attempt } })).status).toBe(202);
    const second = await mailed();
    const client = app.visitor();
    expect((await client.call('signInWithCode', { body: { attempt, code: first } })).problem.code).toBe('code.wrong');
    expect((await client.call('signInWithCode', { body: { attempt, code: second } })).status).toBe(201);
  });

  it('is mailed once, of twenty that ask at the same moment', async () => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    await mailed();
    await minuteLater();
    const answers = await atOnce(20, () => app.visitor().call('sendSignInCode', { body: { attempt } }));
    expect(tally(answers)).toEqual({ 202: 1, 'code.too_early': 19 });
  });

  it('is mailed ten times an hour', async () => {
    const begin = () => app.visitor().call('signIn', { body: { login: ben.email, password: PASSWORD } });
    for (let n = 0; n < 10; n += 1) expect((await begin()).status).toBe(201);
    for (let n = 0; n < 11; n += 1) expect((await begin()).problem.code).toBe('request.too_many');
  });

  it('that waits in the queue while its sign-in ends is never sent', async () => {
    app.mail.answer((to) => (to === ben.email ? { code: 451, text: 'later' } : null));
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const tries = async () => (await app.owner.query('select attempts from mails where user_id = $1', [ben.id])).rows[0].attempts;
    await expect.poll(tries, { timeout: 15_000 }).toBeGreaterThan(0);
    await app.owner.query('update sign_in_attempts set expires_at = now() where user_id = $1', [ben.id]);
    app.mail.answer(() => null);
    await expect
      .poll(async () => (await app.owner.query('select status from mails where user_id = $1', [ben.id])).rows[0].status, {
        timeout: 15_000,
      })
      .toBe('voided');
    expect(app.mail.mails.some(({ to }) => to?.some(({ address }) => address === ben.email))).toBe(false);
    expect((await app.visitor().call('sendSignInCode', { body: { attempt } })).problem.code).toBe('sign_in.expired');
  });
});

describe('a sign-in under way', () => {
  const cases: [string, (user: MadeUser) => string][] = [
    ['after ten minutes', (user) => `update sign_in_attempts set expires_at = now() where user_id = '${user.id}'`],
    ['once the password is another', (user) => `update users set password_hash = 'another' where id = '${user.id}'`],
    ['once the user is switched off', (user) => `update users set status = 'inactive' where id = '${user.id}'`],
    [
      'once the user is deleted',
      (user) => `update users set status = 'deleted', deleted_at = now(), deleted_from = 'active' where id = '${user.id}'`,
    ],
  ];
  it.each(cases)('is over %s, also for the right code', async (_, change) => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const code = await mailed();
    await app.owner.query(change(ben));
    const client = app.visitor();
    expect((await client.call('signInWithCode', { body: { attempt, code } })).problem.code).toBe('sign_in.expired');
    expect((await client.call('sendSignInCode', { body: { attempt } })).problem.code).toBe('sign_in.expired');
    expect(await isSignedIn(client)).toBe(false);
  });

  it('is over once a new password was chosen by the user themself, or the user was switched off by an Admin', async () => {
    const self = await app.make.signedIn(ben);
    const admin = await app.make.signedIn(account.owner);
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const code = await mailed();
    await self.call('changeMyPassword', { body: { currentPassword: PASSWORD, newPassword: 'Garden-92-paths' } });
    expect((await app.visitor().call('signInWithCode', { body: { attempt, code } })).problem.code).toBe('sign_in.expired');
    const eve = await app.make.user(account.id);
    const other = await beginSignIn(app.visitor(), eve, 'email_code');
    const otherCode = codeIn(await app.mail.next(eve.email));
    await admin.call('deactivateUser', { params: { id: eve.id } });
    await admin.call('reactivateUser', { params: { id: eve.id } });
    expect((await app.visitor().call('signInWithCode', { body: { attempt: other, code: otherCode } })).problem.code).toBe(
      'sign_in.expired',
    );
  });

  it('is nobody else’s: the code of one user fits no other, in no account', async () => {
    const other = await app.make.account();
    await demandFactor(app, other.id, 'email');
    const attempt = await beginSignIn(app.visitor(), other.owner, 'email_code');
    const theirs = codeIn(await app.mail.next(other.owner.email));
    const mine = await beginSignIn(app.visitor(), ben, 'email_code');
    expect((await app.visitor().call('signInWithCode', { body: { attempt: mine, code: theirs } })).problem.code).toBe(
      'code.wrong',
    );
    expect((await app.visitor().call('signInWithCode', { body: { attempt, code: await mailed() } })).problem.code).toBe(
      'code.wrong',
    );
  });

  it('asks for its own step only, and a made-up token is none', async () => {
    const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
    const client = app.visitor();
    expect((await client.call('prepareAppAtSignIn', { body: { attempt } })).problem.code).toBe('sign_in.other_step');
    expect((await client.call('completeSignIn', { body: { attempt } })).problem.code).toBe('sign_in.other_step');
    for (const token of ['x'.repeat(43), attempt.toUpperCase()]) {
      expect((await client.call('signInWithCode', { body: { attempt: token, code: '123456' } })).problem.code).toBe(
        'sign_in.expired',
      );
      expect(
        (await client.call('signInWithRecoveryCode', { body: { attempt: token, recoveryCode: 'abcde-fghjk' } })).problem.code,
      ).toBe('sign_in.expired');
      expect((await client.call('sendSignInCode', { body: { attempt: token } })).problem.code).toBe('sign_in.expired');
      expect((await client.call('prepareAppAtSignIn', { body: { attempt: token } })).problem.code).toBe('sign_in.expired');
      expect((await client.call('completeSignIn', { body: { attempt: token } })).problem.code).toBe('sign_in.expired');
    }
  });
});

it('nothing in the database says what the code is', async () => {
  const attempt = await beginSignIn(app.visitor(), ben, 'email_code');
  const code = await mailed();
  const { rows } = await app.owner.query<{ table: string }>(
    "select format('%I.%I', schemaname, tablename) as table from pg_tables where schemaname in ('public', 'graphile_worker')",
  );
  expect(rows.length).toBeGreaterThan(15);
  for (const { table } of rows) {
    const { rowCount } = await app.owner.query(
      `select 1 from ${table} t where t::text ~ ('(^|[^0-9a-f])' || $1 || '([^0-9a-f]|$)') or strpos(t::text, $2) > 0`,
      [code, attempt],
    );
    expect(rowCount, table).toBe(0);
  }
});
