import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { type MadeUser, PASSWORD } from '../testing/factories.ts';
import { atOnce } from '../testing/races.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0';
const UPDATED = WINDOWS.replaceAll('141.0', '142.0.1');
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1';

let app: TestApp;
let ben: MadeUser;
let counter = 0;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  counter += 1;
  const account = await app.make.account({ name: 'Northwind' });
  ben = await app.make.user(account.id, { firstName: 'Ben', email: `ben${counter}@new.example` });
});
afterAll(() => app.close());

async function signIn(address: string, device: string): Promise<void> {
  const body = JSON.stringify({ login: ben.email, password: PASSWORD });
  const headers = { 'x-forwarded-for': address, 'user-agent': device };
  expect((await app.visitor().send('POST', '/api/v1/sessions', body, headers)).status).toBe(201);
}

/** How many mails about new sign-ins were queued for the user. */
async function told(): Promise<number> {
  const { rowCount } = await app.owner.query("select 1 from mails where user_id = $1 and kind = 'new_sign_in'", [ben.id]);
  return rowCount ?? 0;
}

describe('a sign-in that is news', () => {
  it('is told by mail: when, from where, with what, and where to look', async () => {
    await signIn('203.0.113.7', WINDOWS);
    expect(await told()).toBe(0);
    await signIn('198.51.100.9', PHONE);
    const { subject, text, html } = await app.mail.next(ben.email);
    expect(subject).toBe('A new sign-in to Rollcall');
    expect(text).toContain('Device: Safari on iPhone');
    expect(text).toContain('Address: 198.51.100.9');
    expect(text).toMatch(/When: \w+day, \w+ \d+, \d{4} at .* UTC/);
    expect(text).toContain('http://rollcall.test/me');
    expect(html).toContain('Northwind');
    expect(await told()).toBe(1);
  });

  it.each([
    ['another address', '203.0.113.8', WINDOWS],
    ['another device', '203.0.113.7', PHONE],
    ['another network', '2001:db8:0:2::7', WINDOWS],
  ])('is one from %s', async (_, address, device) => {
    await signIn('203.0.113.7', WINDOWS);
    await signIn(address, device);
    expect(await told()).toBe(1);
  });

  it.each([
    ['the same browser after an update', '203.0.113.7', '203.0.113.7', UPDATED],
    ['another address of the same IPv6 network', '2001:db8:0:1::a', '2001:db8:0:1:9999::b', WINDOWS],
  ])('is not %s', async (_, first, second, device) => {
    await signIn(first, WINDOWS);
    await signIn(second, device);
    expect(await told()).toBe(0);
  });

  it('is one where the like of it was more than 90 days ago, and one after as long an absence', async () => {
    await signIn('203.0.113.7', WINDOWS);
    await app.owner.query("update sessions set created_at = now() - interval '91 days' where user_id = $1", [ben.id]);
    await signIn('203.0.113.7', WINDOWS);
    expect(await told()).toBe(0); // as far as anybody can see: the first one after the confirmation
    await app.owner.query("update users set confirmed_at = now() - interval '1 year' where id = $1", [ben.id]);
    await app.owner.query("update sessions set created_at = now() - interval '91 days' where user_id = $1", [ben.id]);
    await signIn('203.0.113.7', WINDOWS);
    expect(await told()).toBe(1);
  });

  it('is kept to oneself by who switched these mails off', async () => {
    await signIn('203.0.113.7', WINDOWS);
    const self = await app.make.signedIn(ben);
    await self.call('updateMe', { body: { notifications: { newSignIn: false } }, headers: { 'if-match': '1' } });
    await signIn('198.51.100.9', PHONE);
    expect(await told()).toBe(0);
    await self.call('updateMe', { body: { notifications: { newSignIn: true } }, headers: { 'if-match': '2' } });
    await signIn('198.51.100.10', PHONE);
    expect(await told()).toBe(1);
  });

  it('is told once, also where eight sign in from there at once', async () => {
    await signIn('203.0.113.7', WINDOWS);
    await atOnce(8, () => signIn('198.51.100.9', PHONE));
    expect(await told()).toBe(1);
  });

  it('is told five times an hour at most, and signs in all the same', async () => {
    await signIn('203.0.113.7', WINDOWS);
    for (let n = 1; n <= 7; n += 1) await signIn(`198.51.100.${n}`, WINDOWS);
    expect(await told()).toBe(5);
  });

  it('is another person’s where it was another person', async () => {
    await signIn('203.0.113.7', WINDOWS);
    const first = ben;
    ben = await app.make.user(first.accountId, { email: `other${counter}@new.example` });
    await app.make.signedIn(ben);
    await signIn('203.0.113.7', WINDOWS);
    expect(await told()).toBe(1);
    ben = first;
    expect(await told()).toBe(0);
  });
});
