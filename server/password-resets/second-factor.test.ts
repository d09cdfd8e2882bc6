import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { demandFactor, setUpApp } from '../testing/authenticator.ts';
import { command } from '../testing/command.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';
import { atOnce, tally } from '../testing/races.ts';
import { actionsAbout, entriesAbout } from '../testing/record.ts';

const NEW_PASSWORD = 'Garden-92-paths';

let app: TestApp;
let account: MadeAccount;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
beforeEach(async () => {
  await demandFactor(app, account.id, 'email');
  ben = await app.make.user(account.id);
});
afterAll(() => app.close());

async function link(): Promise<string> {
  await app.visitor().call('requestPasswordReset', { body: { email: ben.email } });
  return tokenIn(await app.mail.next(ben.email));
}
const reset = (token: string, recoveryCode?: string) =>
  app.visitor().call('resetPassword', { body: { token, password: NEW_PASSWORD, recoveryCode } });
const inspect = async (token: string) =>
  (await app.visitor().call('inspectPasswordReset', { body: { token } })).body.recoveryCode;
const nextOf = async () => (await app.visitor().call('signIn', { body: { login: ben.email, password: NEW_PASSWORD } })).body.next;
const codesOf = async () => (await (await app.make.signedIn(ben)).call('makeMyRecoveryCodes')).body.recoveryCodes;

describe('a reset, where the second factor is mailed too', () => {
  it('needs a recovery code; a wrong one leaves the link as it is', async () => {
    const [code = ''] = await codesOf();
    const token = await link();
    expect(await inspect(token)).toBe('needed');
    expect((await reset(token)).problem).toMatchObject({ code: 'recovery_code.required', errors: [{ path: 'recoveryCode' }] });
    expect((await reset(token, 'abcde-fghjk')).problem).toMatchObject({
      code: 'recovery_code.wrong',
      errors: [{ path: 'recoveryCode' }],
    });
    expect((await reset(token, code)).status).toBe(200);
    expect((await app.mail.next(ben.email)).subject).toBe('A recovery code was used');
    expect(await actionsAbout(app, ben.id)).toEqual(expect.arrayContaining(['user.recovery_code_used', 'user.password_reset']));
    expect(await nextOf()).toBe('email_code');
    expect((await reset(token, code)).problem.code).toBe('link.used');
  });

  it('uses a code up once, of nine at the same moment', async () => {
    const [code = ''] = await codesOf();
    const token = await link();
    const { 200: done } = tally(await atOnce(9, () => reset(token, code)));
    expect(done).toBe(1);
    expect(
      (await app.owner.query('select 1 from recovery_codes where user_id = $1 and used_at is not null', [ben.id])).rowCount,
    ).toBe(1);
  });

  it('looks at ten codes in a quarter of an hour', async () => {
    await codesOf();
    const token = await link();
    for (let n = 0; n < 10; n += 1) expect((await reset(token, 'abcde-fghjk')).problem.code).toBe('recovery_code.wrong');
    expect((await reset(token, 'abcde-fghjk')).problem.code).toBe('request.too_many');
  });

  it('needs an administrator where there is no code: for a day, and once', async () => {
    const token = await link();
    expect(await inspect(token)).toBe('missing');
    expect((await reset(token)).problem.code).toBe('recovery_code.required');
    const owner = await app.make.signedIn(account.owner);
    await owner.call('resetSecondFactor', { params: { id: ben.id } });
    await app.mail.next(ben.email);
    await app.owner.query('update users set reset_allowed_until = now() where id = $1', [ben.id]);
    expect((await reset(token)).problem.code).toBe('recovery_code.required');
    await owner.call('resetSecondFactor', { params: { id: ben.id } });
    await app.mail.next(ben.email);
    expect(await inspect(token)).toBe('none');
    expect((await reset(token)).status).toBe(200);
    expect(await nextOf()).toBe('email_code');
    await app.mail.next(ben.email);
    expect((await reset(await link())).problem.code).toBe('recovery_code.required');
  });
});

describe('who can help where there is no code', () => {
  async function linkFor(user: MadeUser): Promise<string> {
    await app.visitor().call('requestPasswordReset', { body: { email: user.email } });
    return tokenIn(await app.mail.next(user.email));
  }
  const helperOf = async (user: MadeUser) =>
    (await app.visitor().call('inspectPasswordReset', { body: { token: await linkFor(user) } })).body;

  it('is told: an Admin, of Admins the main user, of the main user the operator', async () => {
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    for (const [user, helper] of [
      [ben, 'admin'],
      [admin, 'main_user'],
      [account.owner, 'operator'],
    ] as const) {
      expect(await helperOf(user)).toMatchObject({ recoveryCode: 'missing', helper });
    }
  });

  it('the operator does it by a command, for a day, and the record says so', async () => {
    const { owner } = account;
    const token = await linkFor(owner);
    const finish = () => app.visitor().call('resetPassword', { body: { token, password: NEW_PASSWORD } });
    expect((await finish()).problem.code).toBe('recovery_code.required');
    const run = (user: string) => command(app, 'reset-second-factor.ts', '--account', account.code.toLowerCase(), '--user', user);
    expect(await run('nobody@example.org')).toMatchObject({ code: 1, stderr: 'The account has no user nobody@example.org.\n' });
    const gone = await app.make.user(account.id, { status: 'inactive' });
    expect(await run(gone.email)).toMatchObject({ code: 1, stderr: 'This user is not active.\n' });
    expect(await command(app, 'reset-second-factor.ts', '--account', account.code)).toMatchObject({ code: 2 });
    expect(await run(owner.email)).toMatchObject({ code: 0, stderr: '' });
    expect((await app.mail.next(owner.email)).subject).toBe('Your second factor was reset');
    const entry = (await entriesAbout(app, owner.id)).findLast(({ action }) => action === 'user.second_factor_reset');
    expect(entry).toMatchObject({ actor_id: null, changes: { recoveryCodes: 'changed' } });
    expect((await finish()).status).toBe(200);
  });
});

describe('a reset, where the second factor is an app', () => {
  it('needs the link alone, and the sign-in still asks for the app', async () => {
    await setUpApp(app, await app.make.signedIn(ben));
    await app.mail.next(ben.email);
    const token = await link();
    expect(await inspect(token)).toBe('none');
    expect((await reset(token)).status).toBe(200);
    expect(await nextOf()).toBe('app_code');
  });
});
