import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

let counter = 0;

async function signUp(): Promise<{ email: string; token: string }> {
  counter += 1;
  const email = `owner${counter}@activate.example`;
  const body = { companyName: 'Northwind Calls', firstName: 'Ana', lastName: 'Ruiz', email, password: PASSWORD };
  await app.visitor().call('signUp', { body });
  return { email, token: tokenIn(await app.mail.next(email)) };
}

async function invite(password?: string): Promise<{ id: string; email: string; token: string }> {
  counter += 1;
  const email = `guest${counter}@activate.example`;
  const { owner } = await app.make.account();
  const admin = await app.make.signedIn(owner);
  const { body } = await admin.call('createUser', { body: { firstName: 'Ben', lastName: 'Okafor', email, password } });
  return { id: body.id, email, token: tokenIn(await app.mail.next(email)) };
}

async function statusOf(email: string): Promise<string> {
  const { rows } = await app.owner.query<{ status: string }>('select status from users where email = $1', [email]);
  return rows[0]?.status ?? 'nobody';
}

const activate = (token: string, password?: string) => app.visitor().call('activate', { body: { token, password } });
const inspect = (token: string) => app.visitor().call('inspectActivation', { body: { token } });
const signIn = (login: string, password: string) => app.visitor().call('signIn', { body: { login, password } });

describe('the link of a sign-up', () => {
  it('shows whom it is for, and activates nobody by being opened', async () => {
    const { email, token } = await signUp();
    for (let n = 0; n < 3; n += 1) {
      const { body } = await inspect(token);
      expect(body).toMatchObject({ kind: 'sign_up', email, accountName: 'Northwind Calls', firstName: 'Ana', password: 'type' });
    }
    expect(await statusOf(email)).toBe('pending');
    expect((await signIn(email, PASSWORD)).problem.code).toBe('session.not_confirmed');
  });

  it('activates with the password typed at sign-up, and then one can sign in', async () => {
    const { email, token } = await signUp();
    expect((await activate(token, PASSWORD)).body.email).toBe(email);
    expect((await signIn(email, PASSWORD)).body).toMatchObject({ passwordChangeRequired: false });
    const { rows } = await app.owner.query(
      'select a.owner_status, a.confirmed_at from accounts a join users u on u.id = a.owner_id where u.email = $1',
      [email],
    );
    expect(rows).toEqual([{ owner_status: 'active', confirmed_at: expect.any(Date) }]);
  });

  it('refuses another password, and none, and stays usable', async () => {
    const { email, token } = await signUp();
    const wrong = await activate(token, 'Lantern-58-quays');
    expect(wrong.problem).toMatchObject({ code: 'password.wrong', errors: [{ path: 'password', code: 'password.wrong' }] });
    expect((await activate(token)).problem).toMatchObject({ errors: [{ path: 'password', code: 'field.required' }] });
    expect(await statusOf(email)).toBe('pending');
    expect((await activate(token, PASSWORD)).status).toBe(200);
  });

  it('stops after ten tries, whoever tries; another link goes on', async () => {
    const { email, token } = await signUp();
    for (let n = 0; n < 10; n += 1) expect((await activate(token, `Wrong-password-${n}`)).status).toBe(403);
    const refused = await activate(token, PASSWORD);
    expect(refused.problem.code).toBe('request.too_many');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await statusOf(email)).toBe('pending');
    const other = await signUp();
    expect((await activate(other.token, PASSWORD)).status).toBe(200);
  });
});

describe('every link', () => {
  it('works once: the second press says that it was used', async () => {
    const { token } = await signUp();
    await activate(token, PASSWORD);
    expect((await activate(token, PASSWORD)).problem).toMatchObject({ code: 'link.used', status: 410 });
    expect((await inspect(token)).problem.code).toBe('link.used');
  });

  it('activates once when it is pressed twenty times in parallel', async () => {
    const { id, token } = await invite('Lantern-58-quays');
    const answers = await Promise.all(Array.from({ length: 20 }, () => activate(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200).map(({ problem }) => problem.code);
    expect(others).toEqual(Array(19).fill('link.used'));
    const { rowCount } = await app.owner.query("select 1 from activity where target_id = $1 and action = 'user.activated'", [id]);
    expect(rowCount).toBe(1);
  });

  it('expires after seven days', async () => {
    const { email, token } = await signUp();
    const { rows } = await app.owner.query(
      'select extract(epoch from expires_at - created_at)::int as seconds from links where email = $1',
      [email],
    );
    expect(rows).toEqual([{ seconds: 7 * 24 * 3600 }]);
    await app.owner.query('update links set expires_at = now() where email = $1', [email]);
    expect((await inspect(token)).problem).toMatchObject({ code: 'link.expired', status: 410 });
    expect((await activate(token, PASSWORD)).problem.code).toBe('link.expired');
    expect(await statusOf(email)).toBe('pending');
  });

  it.each(['A'.repeat(43), 'x', '../../etc/passwd', '\u0000', "' or 1=1 --", '€'.repeat(200)])(
    'of garbage does not work: %j',
    async (token) => {
      expect((await inspect(token)).problem).toMatchObject({ code: 'link.invalid', status: 404 });
      expect((await activate(token, PASSWORD)).problem.code).toBe('link.invalid');
    },
  );

  it('stops working when a newer one is sent', async () => {
    const { owner } = await app.make.account();
    const admin = await app.make.signedIn(owner);
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'newer@activate.example' };
    const user = (await admin.call('createUser', { body })).body;
    const first = tokenIn(await app.mail.next(body.email));
    await admin.call('sendActivation', { params: { id: user.id }, body: {} });
    const second = tokenIn(await app.mail.next(body.email));
    expect((await inspect(first)).problem.code).toBe('link.invalid');
    expect((await inspect(second)).status).toBe(200);
  });

  it('is stored as a hash only', async () => {
    const { token } = await signUp();
    const { rows } = await app.owner.query("select 1 from link_tokens where token_hash = sha256(convert_to($1, 'utf8'))", [
      token,
    ]);
    expect(rows).toHaveLength(1);
    for (const table of ['links', 'link_tokens', 'mails', 'activity_values', 'graphile_worker._private_jobs']) {
      const { rows: holding } = await app.owner.query(`select 1 from ${table} t where t::text like '%' || $1 || '%'`, [token]);
      expect(holding, table).toEqual([]);
    }
  });

  it('of a reset does not activate', async () => {
    const { owner } = await app.make.account({ email: 'reset@activate.example' });
    await app.visitor().call('requestPasswordReset', { body: { email: owner.email } });
    const token = tokenIn(await app.mail.next(owner.email));
    expect((await inspect(token)).problem.code).toBe('link.invalid');
  });
});

describe('an invited user', () => {
  it('chooses a password by the rules, and signs in with it', async () => {
    const { email, token } = await invite();
    expect((await inspect(token)).body).toMatchObject({ kind: 'invitation', password: 'choose', email });
    const codesFor = async (password?: string) =>
      (await activate(token, password)).problem.errors?.map((error) => `${error.path} ${error.code}`);
    expect(await codesFor('lantern-quays')).toEqual(['password password.upper', 'password password.digit']);
    expect(await codesFor('Password1')).toEqual(['password password.well_known']);
    expect(await codesFor()).toEqual(['password field.required']);
    expect(await statusOf(email)).toBe('pending');
    expect((await activate(token, 'Lantern-58-quays')).status).toBe(200);
    expect((await signIn(email, 'Lantern-58-quays')).body).toMatchObject({ passwordChangeRequired: false });
  });

  it('whose password an administrator typed types none, and must change it before anything else', async () => {
    const { email, token } = await invite('Lantern-58-quays');
    expect((await inspect(token)).body.password).toBe('none');
    expect((await activate(token)).status).toBe(200);
    const ben = app.visitor();
    const signedIn = await ben.call('signIn', { body: { login: email, password: 'Lantern-58-quays' } });
    expect(signedIn.body).toMatchObject({ passwordChangeRequired: true });
    expect((await ben.call('listUsers')).problem.code).toBe('password.change_required');
    expect((await ben.call('getMe')).body.passwordChangeRequired).toBe(true);
    const body = { currentPassword: 'Lantern-58-quays', newPassword: 'Anchor-63-ropes' };
    expect((await ben.call('changeMyPassword', { body })).status).toBe(204);
    expect((await ben.call('getMe')).body.passwordChangeRequired).toBe(false);
    expect((await ben.call('listUsers')).problem.code).toBe('permission.missing');
    expect((await signIn(email, 'Anchor-63-ropes')).body).toMatchObject({ passwordChangeRequired: false });
  });

  it('may sign out while the password must be changed', async () => {
    const { accountId } = (await app.make.account()).owner;
    const ben = await app.make.signedIn(await app.make.user(accountId, { passwordMustChange: true }));
    expect((await ben.call('signOut')).status).toBe(204);
  });

  it('who was deleted before is not activated any more', async () => {
    const { owner } = await app.make.account();
    const admin = await app.make.signedIn(owner);
    const body = { firstName: 'Ben', lastName: 'Okafor', email: 'gone@activate.example' };
    const user = (await admin.call('createUser', { body })).body;
    const token = tokenIn(await app.mail.next(body.email));
    await admin.call('deleteUser', { params: { id: user.id } });
    expect((await activate(token, PASSWORD)).problem.code).toBe('link.invalid');
    expect(await statusOf(body.email)).toBe('deleted');
  });
});
