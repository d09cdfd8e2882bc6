import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { tokenIn } from '../testing/mail-server.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

function form(email: string) {
  return { companyName: 'Northwind Calls', firstName: 'Ana', lastName: 'Ruiz', email, password: PASSWORD };
}

describe('signing up', () => {
  it('makes a pending account and main user, and mails a link to ROLLCALL_URL', async () => {
    const { status } = await app.visitor().call('signUp', { body: form('ana@first.example') });
    expect(status).toBe(202);
    const { rows } = await app.owner.query(
      `select a.name, a.code, a.owner_status, a.confirmed_at, u.status, u.id = a.owner_id as owns from users u
       join accounts a on a.id = u.account_id where u.email = 'ana@first.example'`,
    );
    expect(rows).toEqual([
      {
        name: 'Northwind Calls',
        code: expect.stringMatching(/^[0-9A-Z]{6}$/),
        owner_status: 'pending',
        confirmed_at: null,
        status: 'pending',
        owns: true,
      },
    ]);
    const mail = await app.mail.next('ana@first.example');
    expect(mail.text).toContain(`http://rollcall.test/activate#${tokenIn(mail)}`);
  });

  it('makes links from ROLLCALL_URL, never from what the request calls the host', async () => {
    const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    await app.visitor().call('signUp', { body: form('ana@host.example'), headers });
    const mail = await app.mail.next('ana@host.example');
    expect(mail.html).toContain('href="http://rollcall.test/activate#');
    expect(JSON.stringify(mail)).not.toContain('evil.example');
  });

  it('answers the same whether or not the address is known', async () => {
    await app.make.account({ email: 'known@answer.example' });
    const answer = async (email: string) => {
      const response = await app.visitor().send('POST', '/api/v1/sign-up', JSON.stringify(form(email)));
      const headers = [...response.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
      return { status: response.status, headers, body: await response.text() };
    };
    expect(await answer('known@answer.example')).toEqual(await answer('unknown@answer.example'));
  });

  it('lets one address have two accounts, each with its own password', async () => {
    const passwords = ['Harbour-47-lights', 'Lantern-58-quays'];
    const codes: string[] = [];
    for (const password of passwords) {
      await app.visitor().call('signUp', { body: { ...form('ana@twice.example'), password } });
      const token = tokenIn(await app.mail.next('ana@twice.example'));
      const { body } = await app.visitor().call('activate', { body: { token, password } });
      codes.push(body.accountCode);
    }
    const signIn = (accountCode: string | undefined, password = '') =>
      app.visitor().call('signIn', { body: { login: 'ana@twice.example', accountCode, password } });
    expect((await signIn(codes[0], passwords[0])).status).toBe(201);
    expect((await signIn(codes[1], passwords[1])).status).toBe(201);
    expect((await signIn(codes[0], passwords[1])).status).toBe(401);
    expect((await signIn(undefined, passwords[0])).problem.code).toBe('session.wrong_credentials');
  });

  it('refuses a password that breaks a rule or is well known, beside the field', async () => {
    const errorsOf = async (password: string) => {
      const { problem } = await app.visitor().call('signUp', { body: { ...form('ana@rules.example'), password } });
      return problem.errors?.map(({ path, code }) => `${path} ${code}`);
    };
    expect(await errorsOf('short')).toEqual(['password password.length', 'password password.upper', 'password password.digit']);
    expect(await errorsOf('Password1')).toEqual(['password password.well_known']);
    const { rowCount } = await app.owner.query("select 1 from users where email = 'ana@rules.example'");
    expect(rowCount).toBe(0);
  });

  it('keeps an entry that names the fields and holds no password', async () => {
    const visitor = app.visitor();
    await visitor.call('signUp', { body: form('ana@entry.example') });
    const { rows } = await app.owner.query(
      `select a.action, a.actor_id, host(v.address) as address, v.changes from activity a
       join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
       join users u on u.account_id = a.account_id where u.email = 'ana@entry.example' order by a.id`,
    );
    // Two entries, so that erasing the person leaves the account's.
    expect(rows).toMatchObject([
      { action: 'account.signed_up', actor_id: null, address: null },
      { action: 'user.created', actor_id: null, address: visitor.address },
    ]);
    expect(rows[0].changes).toEqual({
      code: { new: expect.stringMatching(/^[0-9A-Z]{6,12}$/) },
      name: { new: 'Northwind Calls' },
      status: { new: 'pending' },
      mainUser: { new: expect.any(String) },
      interfaceLanguage: { new: 'en' },
      spokenLanguage: { new: 'en' },
      timezone: { new: 'UTC' },
    });
    expect(rows[1].changes).toMatchObject({ email: { new: 'ana@entry.example' }, password: 'changed' });
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  });

  it('is refused where the operator has closed it', async () => {
    const closed = await startTestApp({ SIGN_UP: 'closed' });
    const { problem } = await closed.visitor().call('signUp', { body: form('ana@closed.example') });
    expect(problem.code).toBe('sign_up.closed');
    expect((await closed.visitor().call('getInstance')).body.signUp).toBe('closed');
    const { rowCount } = await closed.owner.query('select 1 from accounts');
    expect(rowCount).toBe(0);
    await closed.close();
  });
});

describe('limits on signing up', () => {
  it('stops the sixth sign-up for one address, whoever asks and however it is written', async () => {
    const statuses: number[] = [];
    for (const email of ['a@limit.example', 'A@limit.example', 'a@LIMIT.example', 'a@limit.example', 'a@limit.example']) {
      statuses.push((await app.visitor().call('signUp', { body: form(email) })).status);
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202]);
    const refused = await app.visitor().call('signUp', { body: form('a@limit.example') });
    expect(refused.problem).toMatchObject({ code: 'request.too_many', status: 429 });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await app.visitor().call('signUp', { body: form('b@limit.example') })).status).toBe(202);
  });

  it('stops the twenty-first sign-up from one sender, and nobody else', async () => {
    const sender = app.visitor();
    const answers = await Promise.all(
      Array.from({ length: 21 }, (_, n) => sender.call('signUp', { body: form(`n${n}@sender.example`) })),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(20);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await app.visitor().call('signUp', { body: form('other@sender.example') })).status).toBe(202);
  });
});
