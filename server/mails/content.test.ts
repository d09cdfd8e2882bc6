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

async function mailFrom(company: string, firstName = 'Ben') {
  counter += 1;
  const email = `guest${counter}@content.example`;
  const { owner } = await app.make.account({ name: company });
  const admin = await app.make.signedIn(owner);
  await admin.call('createUser', { body: { firstName, lastName: 'Okafor', email, username: 'ben.okafor' } });
  return app.mail.next(email);
}

describe('the activation mail', () => {
  it('has a button that is a link, and the same as text', async () => {
    const mail = await mailFrom('Northwind');
    const token = tokenIn(mail);
    expect(mail.html).toMatch(new RegExp(`<a href="http://rollcall\\.test/activate#${token}"[^>]*>Activate my account</a>`));
    expect(mail.text).toContain(`Activate my account:\nhttp://rollcall.test/activate#${token}`);
    expect(mail.text).toMatch(/account code [0-9A-Z]{6} and your username ben\.okafor/);
    expect(mail.subject).toBe('Northwind has added you to Rollcall');
    expect(mail.from).toMatchObject({ name: 'Rollcall', address: 'rollcall@localhost' });
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  it('loads nothing from elsewhere, so that opening it tells nobody', async () => {
    const { html = '' } = await mailFrom('Northwind');
    expect(html).not.toMatch(/<(img|link|script|iframe|object|style)|url\(|@import|src=/i);
  });

  it('shows names as text, whatever they hold', async () => {
    const mail = await mailFrom('A & B "Sons" <b>bold</b>', '<script>alert(1)</script>');
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail.html).toContain('A &amp; B &quot;Sons&quot; &lt;b&gt;bold&lt;/b&gt;');
    expect(mail.html).not.toMatch(/<script|<b>/);
    expect(mail.text).toContain('<script>alert(1)</script>, you are part of A & B "Sons" <b>bold</b>');
  });

  it('keeps letters of every script', async () => {
    const mail = await mailFrom('Čeština 電話 Ltd.', 'Ζωή');
    expect(mail.subject).toBe('Čeština 電話 Ltd. has added you to Rollcall');
    expect(mail.text).toContain('Ζωή');
  });
});

describe('headers', () => {
  it.each(['Evil\r\nBcc: spy@evil.example', 'Evil\nX: y', 'Evil\u0000', 'Evil\u0085', 'Evil\u202e'])(
    'cannot be added through a form: %j',
    async (value) => {
      const form = {
        companyName: 'Northwind',
        firstName: 'Ana',
        lastName: 'Ruiz',
        email: 'ana@evil.example',
        password: PASSWORD,
      };
      for (const field of ['companyName', 'firstName', 'lastName', 'email'] as const) {
        const { problem } = await app.visitor().call('signUp', { body: { ...form, [field]: value } });
        expect(problem).toMatchObject({ code: 'request.invalid', errors: [{ path: field, code: 'field.characters' }] });
      }
    },
  );

  it.each(['Evil\u2028Bcc: spy@evil.example', 'Evil, Inc. <spy@evil.example>'])(
    'hold what the contract lets through as text: %j',
    async (company) => {
      const mail = await mailFrom(company);
      expect(mail.subject).toContain('Evil');
      expect(mail.to).toHaveLength(1);
      expect(mail.bcc ?? []).toEqual([]);
    },
  );

  it('stay whole even where the database holds a line break', async () => {
    const mail = await mailFrom('Evil\r\nBcc: spy@evil.example\r\n\r\nbody');
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.subject).toContain('Evil');
    expect(app.mail.mails.flatMap(({ to }) => to ?? []).map(({ address }) => address)).not.toContain('spy@evil.example');
    expect(mail.html).toContain('Activate my account');
  });

  it('cannot be added through the address either', async () => {
    const { owner } = await app.make.account();
    const admin = await app.make.signedIn(owner);
    const addresses = [
      'a@x.example, b@evil.example',
      'a@x.example;b@evil.example',
      '<a@x.example>',
      'a@x.example>b',
      'a b@x.example',
    ];
    for (const email of addresses) {
      const { problem } = await admin.call('createUser', { body: { firstName: 'Ben', lastName: 'Okafor', email } });
      expect(problem.errors, email).toMatchObject([{ path: 'email' }]);
    }
  });
});
