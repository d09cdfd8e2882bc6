import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_INTERFACE_LANGUAGES, directionOf, type InterfaceLanguage } from '../../contract/languages.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { type OpenIdProvider, startOpenIdProvider } from '../testing/openid-provider.ts';
import { providerMails } from '../testing/provider-mails.ts';
import { secondFactorMails } from '../testing/second-factor-mails.ts';
import { tryWrongPasswords } from '../testing/wrong-passwords.ts';
import type { MailKind } from './mail-kinds.ts';

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

type Kind = MailKind | 'sign_up' | 'activation_with_password' | 'password_reset' | 'password_reset_of_two';

let counter = 0;

/** Every mail of the product, to people whose account speaks this language. */
async function everyMail(language: InterfaceLanguage): Promise<Record<Kind, Email>> {
  counter += 1;
  const at = (who: string) => `${who}${counter}@x.example`;
  const names = { firstName: 'Zq', lastName: 'Zw' };
  const form = { companyName: 'Zx', ...names, email: at('new'), password: PASSWORD, interfaceLanguage: language };
  await app.visitor().call('signUp', { body: { ...form, timezone: 'Asia/Tokyo' } });
  const account = await app.make.account({ name: 'Zx', firstName: 'Zq', email: at('owner') });
  const owner = await app.make.signedIn(account.owner);
  const defaults = { interfaceLanguage: language, timezone: 'Asia/Tokyo' };
  await owner.call('updateAccount', { body: defaults, headers: { 'if-match': '1' } });
  const [heir, stranger] = [
    await app.make.user(account.id, { firstName: 'Zq', email: at('heir') }),
    await app.make.user(account.id, { firstName: 'Zq', email: at('stranger') }),
  ];
  await owner.call('createUser', { body: { ...names, email: at('guest'), username: `zq${counter}` } });
  await owner.call('createUser', { body: { ...names, email: at('given'), password: PASSWORD } });
  await owner.call('changeMyEmail', { body: { email: at('next') } });
  await app.make.signedIn(stranger);
  const login = { login: stranger.email, password: PASSWORD };
  await app.visitor().call('signIn', { body: login });
  const victim = await app.make.user(account.id, { firstName: 'Zq', email: at('victim') });
  await tryWrongPasswords(app, victim.email, 10);
  await app.visitor().call('requestPasswordReset', { body: { email: heir.email } });
  const mails = {
    sign_up: await app.mail.next(at('new')),
    activation: await app.mail.next(at('guest')),
    activation_with_password: await app.mail.next(at('given')),
    email_change: await app.mail.next(at('next')),
    email_change_notice: await app.mail.next(at('owner')),
    new_sign_in: await app.mail.next(stranger.email),
    locked: await app.mail.next(victim.email),
    password_reset: await app.mail.next(heir.email),
  };
  const twin = await app.make.account({ name: 'Zx', email: stranger.email });
  await (await app.make.signedIn(twin.owner)).call('updateAccount', { body: defaults, headers: { 'if-match': '1' } });
  await app.visitor().call('requestPasswordReset', { body: { email: stranger.email } });
  const body = { userId: heir.id, formerMainUser: { portalRoles: [] }, password: PASSWORD };
  await owner.call('handOver', { body });
  return {
    ...mails,
    password_reset_of_two: await app.mail.next(stranger.email),
    became_main_user: await app.mail.next(heir.email),
    was_main_user: await app.mail.next(at('owner')),
    ...(await secondFactorMails(app, account.id, { firstName: 'Zq', email: at('factor') })),
    ...(await providerMails(app, provider, account.id, { firstName: 'Zq', email: at('provider') })),
  };
}

/** How many links a mail has, where it is not one. */
const LINKS: Record<string, number> = { password_reset_of_two: 2, sign_in_code: 0 };

/** The text without what is the same in every language: names, addresses, codes, the product, devices. */
function wordsOf({ subject = '', text = '' }: Email): string {
  return `${subject}\n${text}`
    .replaceAll(/https?:\/\/\S+/g, '')
    .replaceAll(/\S+@\S+/g, '')
    .replaceAll(/\b(?:Rollcall|Acme|Zq|Zx|zq\d+|[0-9A-Z]{6}|(?:\d+\.){3}\d+)\b/g, '');
}

/** Words that English sentences are made of, and German ones are not. */
const ENGLISH = /\b(the|you|your|this|that|with|and|for|of|to|is|it|if|address|password|open|sign|unknown)\b/i;

describe.each(ALL_INTERFACE_LANGUAGES)('in %s', (language) => {
  let mails: Record<Kind, Email>;
  beforeAll(async () => {
    mails = await everyMail(language);
  });

  it('every mail says its language and direction, in HTML and header', () => {
    const dir = directionOf(language);
    for (const [kind, { html = '', headers }] of Object.entries(mails)) {
      expect(html, kind).toContain(`<html lang="${language}" dir="${dir}">`);
      expect(html, kind).toContain(`text-align:${dir === 'rtl' ? 'right' : 'left'}`);
      expect(headers.find(({ key }) => key === 'content-language')?.value, kind).toBe(language);
    }
  });

  it('every mail has its link in HTML and in text', () => {
    for (const [kind, { html = '', text = '' }] of Object.entries(mails)) {
      const links = [...html.matchAll(/<a href="(http:\/\/rollcall\.test\/[^"]*)"/g)].map(([, link]) => link ?? '');
      expect(new Set(links).size, kind).toBe(LINKS[kind] ?? 1);
      for (const link of links) expect(text.split('\n'), kind).toContain(link);
    }
  });

  it('every mail is written in it, from subject to small print', () => {
    for (const [kind, mail] of Object.entries(mails)) {
      const words = wordsOf(mail);
      expect(words.length, kind).toBeGreaterThan(60);
      if (language === 'en') expect(words, kind).toMatch(ENGLISH);
      else expect(words, kind).not.toMatch(ENGLISH);
      if (language === 'ar') expect(words, kind).not.toMatch(/[A-Za-z]/);
      else expect(words, kind).not.toMatch(/\p{Script=Arabic}/u);
    }
  });

  it('a time stands in the words of the language and in the timezone of the reader', async () => {
    const { rows } = await app.owner.query<{ at: Date }>(
      'select s.created_at as at from mails m join sessions s on s.id = m.session_id order by m.id desc limit 1',
    );
    const format = { dateStyle: 'full', timeStyle: 'long', timeZone: 'Asia/Tokyo' } as const;
    expect(mails.new_sign_in.text).toContain(new Intl.DateTimeFormat(language, format).format(rows[0]?.at));
  });
});

describe('a mail to a user', () => {
  it('is in the language that they chose, whatever the account says', async () => {
    const account = await app.make.account({ name: 'Zx' });
    const user = await app.make.user(account.id, { email: 'own@x.example' });
    const self = await app.make.signedIn(user);
    await self.call('updateMe', { body: { interfaceLanguage: 'de' }, headers: { 'if-match': '1' } });
    await app.visitor().call('requestPasswordReset', { body: { email: user.email } });
    expect((await app.mail.next(user.email)).subject).toBe('Wählen Sie ein neues Passwort für Rollcall');
  });

  it('keeps names that run the other way apart from the text, and escapes them', async () => {
    const account = await app.make.account({ name: 'A & <b>' });
    const owner = await app.make.signedIn(account.owner);
    await owner.call('updateAccount', { body: { interfaceLanguage: 'ar' }, headers: { 'if-match': '1' } });
    await owner.call('createUser', { body: { firstName: 'ليلى', lastName: 'حداد', email: 'laila@x.example' } });
    const { html = '', text = '' } = await app.mail.next('laila@x.example');
    expect(html).toContain('\u2068A &amp; &lt;b&gt;\u2069');
    expect(text).toContain('\u2068A & <b>\u2069');
    expect(text).not.toContain('\u2068ليلى');
  });
});
