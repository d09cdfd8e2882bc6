import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';
import { type OpenIdProvider, startOpenIdProvider } from '../testing/openid-provider.ts';
import { providerMails } from '../testing/provider-mails.ts';
import { secondFactorMails } from '../testing/second-factor-mails.ts';
import { tryWrongPasswords } from '../testing/wrong-passwords.ts';
import { MAIL_PAGES, type MailKind } from './mail-kinds.ts';

let app: TestApp;
let provider: OpenIdProvider;
beforeAll(async () => {
  provider = await startOpenIdProvider();
  app = await startTestApp(provider.settings);
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

let counter = 0;

/** Makes the product write every kind of mail for an account and people of these names. */
async function everyKind(
  company: string,
  firstName: string,
  language: InterfaceLanguage = 'en',
): Promise<Record<MailKind, Email>> {
  counter += 1;
  const at = (who: string) => `${who}${counter}@kinds.example`;
  const account = await app.make.account({ name: company, firstName, email: at('owner') });
  const owner = await app.make.signedIn(account.owner);
  const version = { 'if-match': '1' };
  await owner.call('updateAccount', { body: { interfaceLanguage: language, timezone: 'Europe/Berlin' }, headers: version });
  const heir = await app.make.user(account.id, { firstName, email: at('heir') });
  const guest = { firstName, lastName: 'Okafor', email: at('guest') };
  await owner.call('createUser', { body: guest });
  await owner.call('changeMyEmail', { body: { email: at('new') } });
  const victim = await app.make.user(account.id, { firstName, email: at('locked') });
  await tryWrongPasswords(app, victim.email, 10);
  const stranger = await app.make.user(account.id, { firstName, email: at('stranger') });
  await app.make.signedIn(stranger);
  await app.visitor().call('signIn', { body: { login: at('stranger'), password: PASSWORD } });
  const mails = {
    new_sign_in: await app.mail.next(at('stranger')),
    activation: await app.mail.next(guest.email),
    email_change: await app.mail.next(at('new')),
    email_change_notice: await app.mail.next(at('owner')),
    locked: await app.mail.next(at('locked')),
  };
  const body = { userId: heir.id, formerMainUser: { delete: true as const }, password: PASSWORD };
  await owner.call('handOver', { body });
  return {
    ...mails,
    became_main_user: await app.mail.next(at('heir')),
    was_main_user: await app.mail.next(at('owner')),
    ...(await secondFactorMails(app, account.id, { firstName, email: `factor${counter}@kinds.example` })),
    ...(await providerMails(app, provider, account.id, { firstName, email: `provider${counter}@kinds.example` })),
  };
}

const KINDS = Object.keys(MAIL_PAGES) as MailKind[];

/** Where each button leads. Only a link has a token. */
const BUTTONS: Record<MailKind, [label: string, url: RegExp] | null> = {
  sign_in_code: null,
  recovery_code_used: ['See what is left', /^http:\/\/rollcall\.test\/me$/],
  authenticator_set_up: ['Open my account', /^http:\/\/rollcall\.test\/me$/],
  authenticator_removed: ['Open my account', /^http:\/\/rollcall\.test\/me$/],
  provider_connected: ['Open my account', /^http:\/\/rollcall\.test\/me$/],
  provider_disconnected: ['Open my account', /^http:\/\/rollcall\.test\/me$/],
  second_factor_reset: ['Open Rollcall', /^http:\/\/rollcall\.test\/$/],
  activation: ['Activate my account', /^http:\/\/rollcall\.test\/activate#[\w-]{43}$/],
  email_change: ['Confirm this address', /^http:\/\/rollcall\.test\/confirm-email#[\w-]{43}$/],
  email_change_notice: ['Open Rollcall', /^http:\/\/rollcall\.test\/$/],
  became_main_user: ['Open Rollcall', /^http:\/\/rollcall\.test\/$/],
  was_main_user: ['Open Rollcall', /^http:\/\/rollcall\.test\/$/],
  locked: ['Choose a new password', /^http:\/\/rollcall\.test\/forgot-password$/],
  new_sign_in: ['See my sessions', /^http:\/\/rollcall\.test\/me$/],
};

describe('every kind of mail', () => {
  it('that brings a code shows it large, and has nothing to press', async () => {
    const { sign_in_code } = await everyKind('Northwind', 'Ana');
    expect(sign_in_code.html).toMatch(/font-size:32px[^>]*>\d{6}</);
    expect(sign_in_code.text).toMatch(/^\d{6}$/m);
    expect(sign_in_code.subject).not.toMatch(/\d/);
    expect(`${sign_in_code.html}${sign_in_code.text}`).not.toMatch(/<a |http/);
  });

  it('has a button that is a link, and the same as text', async () => {
    const mails = await everyKind('Northwind', 'Ana');
    for (const kind of KINDS) {
      const { html = '', text = '', headers, from } = mails[kind];
      expect(from).toMatchObject({ address: 'rollcall@localhost' });
      expect(headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
      const button = BUTTONS[kind];
      if (!button) continue;
      const [label, url] = button;
      const [, href = '', words] = /<a href="([^"]*)"[^>]*>([^<]*)<\/a>/.exec(html) ?? [];
      expect(words, kind).toBe(label);
      expect(href, kind).toMatch(url);
      expect(text, kind).toContain(`${label}:\n${href}`);
      expect(
        text.split('\n').filter((line) => line.includes('http')),
        kind,
      ).toHaveLength(1);
    }
  });

  it('says what happened, to whom, and what to do if it is wrong', async () => {
    const mails = await everyKind('Northwind', 'Ana');
    expect(mails.email_change).toMatchObject({ subject: 'Confirm your new e-mail address' });
    expect(mails.email_change.text).toMatch(/works once, for one day.*ignore this mail: nothing changes/s);
    expect(mails.email_change_notice.subject).toBe('Your e-mail address is about to change');
    expect(mails.email_change_notice.text).toMatch(/new\d+@kinds\.example.*If this was not you, change your password/s);
    expect(mails.became_main_user.subject).toBe('You are now the main user of Northwind');
    expect(mails.became_main_user.text).toContain('every permission');
    expect(mails.was_main_user.subject).toBe('You handed Northwind over');
    expect(mails.was_main_user.text).toMatch(/no longer the main user of Northwind.*tell your provider at once/s);
    expect(mails.locked.subject).toBe('Ten wrong passwords were tried for your user at Northwind');
    expect(mails.locked.text).toMatch(/locked for 15 minutes.*choose a new one: that opens the lock.*nobody got in/s);
    for (const kind of KINDS) expect(`${mails[kind].subject} ${mails[kind].text}`, kind).toContain('Northwind');
  });

  it('shows names as text, whatever they hold, and loads nothing from elsewhere', async () => {
    const [company, name] = ['A & B "Sons" <b>bold</b>', '<script>alert(1)</script>'];
    const mails = await everyKind(company, name);
    for (const kind of KINDS) {
      const { html = '', text = '' } = mails[kind];
      expect(html, kind).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html, kind).toContain('A &amp; B &quot;Sons&quot; &lt;b&gt;bold&lt;/b&gt;');
      expect(html, kind).not.toMatch(/<(script|b|img|link|iframe|object|style)[\s>]|url\(|@import|src=/i);
      expect(text, kind).toContain(name);
      expect(text, kind).toContain(company);
    }
  });

  it('goes to one recipient, with a subject of one line, even where the database holds line breaks', async () => {
    const mails = await everyKind('Evil\r\nBcc: spy@evil.example', 'Ana');
    for (const kind of KINDS) {
      expect(
        mails[kind].headers.map(({ key }) => key),
        kind,
      ).not.toContain('bcc');
      expect(mails[kind].to, kind).toHaveLength(1);
    }
    expect(app.mail.mails.flatMap(({ to }) => to ?? []).map(({ address }) => address)).not.toContain('spy@evil.example');
  });
});

describe('what a mail server said', () => {
  it('stands with the mail; neither the job nor the log keeps the address', async () => {
    const { owner } = await app.make.account();
    app.mail.answer((to) => ({ code: 451, text: `<${to}> is over quota` }));
    const email = 'secret.person@kinds.example';
    const by = await app.make.signedIn(owner);
    await by.call('createUser', { body: { firstName: 'Ben', lastName: 'Okafor', email } });
    await app.visitor().call('requestPasswordReset', { body: { email: owner.email } });
    const failed = async () => {
      const { rows } = await app.owner.query('select last_error from graphile_worker._private_jobs where last_error is not null');
      return rows.length === 2 ? rows.map(({ last_error }) => String(last_error)) : null;
    };

    for (const error of await waitFor(failed, 'both jobs to fail')) {
      expect(error).toContain('is over quota');
      expect(error).not.toContain('@');
    }
    const { rows } = await app.owner.query('select reason from mails where to_address = $1', [email]);
    expect(rows[0].reason).toContain(email);
    app.mail.answer(() => null);
  });
});
