import { mkdir } from 'node:fs/promises';
import type { BrowserContext } from 'playwright-core';
import { launchChromium } from '../e2e/chromium.ts';
import { startRollcall } from '../e2e/rollcall.ts';
import { startMailServer, tokenIn } from '../server/testing/mail-server.ts';
import { FOLDER, LOOKS, picture } from './picture.ts';

// Makes docs/screenshots: the product with a small lively account, in light, dark, and at phone width.

const PASSWORD = 'Harbour-47-lights';
const MAIN_USER = {
  companyName: 'Northwind Calls',
  firstName: 'Ana',
  lastName: 'Ruiz',
  email: 'ana.ruiz@northwind.example',
  password: PASSWORD,
};

const PEOPLE: readonly [string, string, string[], string[], 'active' | 'pending' | 'bounced'][] = [
  ['Ben', 'Okafor', ['admin'], ['Inbound'], 'active'],
  ['Chiara', 'Lombardi', ['reports'], ['Inbound', 'Quality'], 'active'],
  ['Дмитрий', 'Соколов', ['tech_configuration'], ['Operations'], 'active'],
  ['Élodie', 'Marchand', ['finance', 'orders'], ['Back office'], 'active'],
  ['Farid', 'Haddad', ['reports', 'finance', 'orders'], ['Outbound'], 'pending'],
  ['Grace', 'Lindqvist', [], ['Inbound'], 'active'],
  ['Hiroshi', 'Tanaka', ['tech_configuration'], ['Operations'], 'pending'],
  ['Ines', 'Carvalho', ['orders'], ['Back office'], 'bounced'],
  ['Jonas', 'Weber', ['reports'], ['Quality'], 'active'],
  ['Katarzyna', 'Nowak', [], ['Outbound'], 'pending'],
];

const mail = await startMailServer();
mail.answer((to) => (to.startsWith('ines') ? { code: 550, text: '5.1.1 No such mailbox' } : null));
const [rollcall, browser] = await Promise.all([startRollcall({ SMTP_URL: mail.url }), launchChromium()]);
await mkdir(FOLDER, { recursive: true });

const storage = await fillAccount();
for (const [suffix, width, height, colorScheme] of LOOKS) {
  const viewport = { width, height };
  const options = { baseURL: rollcall.url, viewport, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' as const };
  const visitor = await (await browser.newContext(options)).newPage();
  await picture(visitor, '/sign-in', `sign-in${suffix}`);
  const page = await (await browser.newContext({ ...options, storageState: storage })).newPage();
  await picture(page, '/', `home${suffix}`);
  await picture(page, '/settings/users', `users${suffix}`, async () => page.getByText('Chiara Lombardi').first().waitFor());
  await picture(page, '/settings/users?user=new', `create-user${suffix}`);
  await picture(page, '/settings/users', `user${suffix}`, async () => {
    await page.getByText('Ines Carvalho').first().click();
    await page.getByText('No such mailbox').first().waitFor();
  });
  await picture(page, '/settings/users', `delete-user${suffix}`, async () => {
    await page.getByRole('button', { name: /^Delete Jonas Weber/ }).click();
    await page.getByRole('dialog', { name: /Jonas Weber/ }).waitFor();
  });
  await picture(page, '/settings/users', `edit-user${suffix}`, async () => {
    await page.getByText('Chiara Lombardi').first().click();
    await page.getByRole('dialog', { name: /Chiara Lombardi/ }).waitFor();
  });
  await picture(page, '/settings/departments', `departments${suffix}`);
  await picture(page, '/settings/roles', `roles${suffix}`);
  await picture(page, '/settings/security', `security${suffix}`, async () => page.getByText('Office in Lisbon').waitFor());
  await picture(page, '/activity', `activity${suffix}`, async () => {
    await page
      .getByRole('listitem')
      .filter({ hasText: /edited Jonas/ })
      .first()
      .getByRole('button', { name: 'Details' })
      .click();
  });
  await picture(page, '/activity/live', `activity-live${suffix}`, async () => page.getByText('edited').first().waitFor());
  await picture(page, '/settings/users', `user-activity${suffix}`, async () => {
    await page.getByText('Jonas Weber').first().click();
    await page.getByRole('tab', { name: 'Activity' }).click();
    await page.getByText(/added Jonas/).waitFor();
  });
  await picture(page, '/settings/account', `account${suffix}`);
  await picture(page, '/me', `my-account${suffix}`);
  await picture(page, '/', `quick-find${suffix}`, async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('li');
    await page.getByRole('option').first().waitFor();
  });
}
await arabic();
await browser.close();
await rollcall.stop();
await mail.close();

/** The list from right to left. */
async function arabic(): Promise<void> {
  const options = { baseURL: rollcall.url, viewport: { width: 1440, height: 810 }, reducedMotion: 'reduce' as const };
  const page = await (await browser.newContext({ ...options, storageState: storage })).newPage();
  const { version } = (await (await page.request.get('/api/v1/me')).json()) as { version: number };
  await page.request.patch('/api/v1/me', { data: { interfaceLanguage: 'ar' }, headers: { 'if-match': `${version}` } });
  await picture(page, '/settings/users', 'users-arabic', async () => page.getByText('Chiara Lombardi').first().waitFor());
  await picture(page, '/activity', 'activity-arabic', async () => page.getByText('Jonas Weber-Brandt').first().waitFor());
}

/** Signs the main user up and adds everybody; answers the main user's cookies. */
async function fillAccount(): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await browser.newContext({ baseURL: rollcall.url });
  const post = async (path: string, data: object) => {
    const answer = await context.request.post(`/api/v1${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  await post('/sign-up', MAIN_USER);
  await post('/activation', { token: tokenIn(await mail.next(MAIN_USER.email)), password: PASSWORD });
  await post('/sessions', { login: MAIN_USER.email, password: PASSWORD });
  const departments = new Map<string, string>();
  for (const name of new Set(PEOPLE.flatMap((person) => person[3]))) {
    departments.set(name, (await (await post('/departments', { name })).json()).id);
  }
  await post('/allowed-addresses/batch', { lines: ['203.0.113.0/24 Office in Lisbon', '2001:db8:40::/48 Data centre'] });
  for (const [firstName, lastName, portalRoles, ofDepartments, state] of PEOPLE) {
    const username = (firstName === 'Дмитрий' ? 'dmitri' : firstName).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
    const email = `${username}@northwind.example`;
    await post('/users', {
      firstName,
      lastName,
      email,
      username,
      portalRoles,
      departments: ofDepartments.map((name) => departments.get(name)),
    });
    if (state !== 'active') continue;
    await post('/activation', { token: tokenIn(await mail.next(email)), password: PASSWORD });
    const own = await browser.newContext({ baseURL: rollcall.url });
    await own.request.post('/api/v1/sessions', { data: { login: email, password: PASSWORD } });
    await own.close();
  }
  const { items } = await (await context.request.get('/api/v1/users?q=jonas')).json();
  const [{ id, version }] = items;
  const data = { lastName: 'Weber-Brandt', portalRoles: ['reports', 'orders'], timezone: 'Europe/Berlin' };
  await context.request.patch(`/api/v1/users/${id}`, { data, headers: { 'if-match': `"${version}"` } });
  await context.request.post('/api/v1/sessions', { data: { login: 'grace@northwind.example', password: 'not the right one' } });
  return context.storageState();
}
