import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';
import { type Northwind, openDrawer, readUser, saveButton, startNorthwind } from './northwind.ts';
import { newPerson, type Person, signUpByPage, takeSession } from './person.ts';
import { startRollcall } from './rollcall.ts';

// Languages, timezone and mails: one's own, another user's, and the account's defaults.

let northwind: Northwind;
let ana: Person;
let page: Page;
beforeAll(async () => {
  northwind = await startNorthwind();
  ana = northwind.ana;
  page = ana.page;
});
afterAll(() => northwind?.stop());

/** Finds by typing, and takes what is found by the keyboard. */
async function choose(field: Locator, typed: string, label: string): Promise<void> {
  await field.click();
  await field.page().keyboard.type(typed);
  await field.page().getByRole('option', { name: label }).first().waitFor();
  await field.page().keyboard.press('Enter');
  await expect.poll(() => field.inputValue(), soon).toBe(label);
}

/** Waits as long as the browser needs. */
const soon = { timeout: 15_000 };

const timeOf = (list: Locator) => list.locator('time').first().getAttribute('title');

describe('my account', () => {
  it('takes the account’s defaults, says so, and follows my choice everywhere at once', async () => {
    await page.goto('/me');
    const zone = page.getByRole('combobox', { name: 'Timezone' });
    await expect.poll(() => zone.inputValue(), soon).toBe('UTC (account)');
    expect(await page.getByRole('combobox', { name: 'Interface language' }).inputValue()).toBe('English (account)');
    const sessions = page.getByRole('region', { name: 'Sessions' });
    expect(await timeOf(sessions)).toMatch(/UTC/);
    await choose(zone, 'japan', 'Tokyo');
    await page
      .getByText(/Japan Standard Time/)
      .first()
      .waitFor();
    await choose(page.getByRole('combobox', { name: 'User language' }), 'catalan', 'Catalan');
    const more = page.getByRole('combobox', { name: 'More spoken languages' });
    await more.click();
    await page.keyboard.type('basq');
    await page.getByRole('option', { name: 'Basque' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save language and time' }).click();
    await page.getByText('Your language and time are saved').waitFor();
    await expect.poll(() => timeOf(sessions), soon).toMatch(/GMT\+9|JST/);
    await page.reload();
    await expect.poll(() => zone.inputValue(), soon).toBe('Tokyo');
    expect(await timeOf(sessions)).toMatch(/GMT\+9|JST/);
    await page.getByText('Basque').waitFor();
  });

  it('goes back to the default by the first line of the list', async () => {
    await page.getByRole('combobox', { name: 'Timezone' }).click();
    await page.getByRole('option', { name: 'UTC (account)' }).click();
    await page.getByRole('button', { name: 'Save language and time' }).click();
    await page.getByText('Your language and time are saved').first().waitFor();
    await expect.poll(() => timeOf(page.getByRole('region', { name: 'Sessions' })), soon).toMatch(/UTC/);
  });

  it('says so where they were changed elsewhere meanwhile, and saves nothing', async () => {
    await choose(page.getByRole('combobox', { name: 'Timezone' }), 'lima', 'Lima');
    const me = (await (await ana.context.request.get('/api/v1/me')).json()) as { version: number };
    const headers = { 'if-match': `"${me.version}"` };
    await ana.context.request.patch('/api/v1/me', { data: { timezone: 'Africa/Cairo' }, headers });
    await page.getByRole('button', { name: 'Save language and time' }).click();
    await page.getByText('These were changed elsewhere meanwhile').waitFor();
    expect(await page.getByRole('combobox', { name: 'Timezone' }).inputValue()).toBe('Cairo');
  });

  it('switches mails about new sign-ins off and on, at once', async () => {
    const notice = page.getByRole('switch', { name: 'A new sign-in' });
    expect(await notice.isChecked()).toBe(true);
    await notice.click();
    await page.getByText('You get no mail about new sign-ins').waitFor();
    await page.reload();
    await expect.poll(() => notice.isChecked(), soon).toBe(false);
    await notice.focus();
    await page.keyboard.press('Space');
    await page.getByText('You get a mail about new sign-ins').waitFor();
  });
});

describe('a change of my address', () => {
  it('can be taken back while it waits', async () => {
    await page.getByLabel('New e-mail address').fill('ana.ruiz@northwind.example');
    await page.getByRole('button', { name: 'Change e-mail' }).click();
    await page.getByText('ana.ruiz@northwind.example waits to be confirmed').waitFor();
    await page.getByRole('button', { name: 'Take the change back' }).click();
    await page.getByText('Your address stays as it is').waitFor();
    expect(await page.getByText('waits to be confirmed').count()).toBe(0);
  });
});

describe('a user', () => {
  it('has languages and a timezone that an Admin sets; two who set them never overwrite each other unseen', async () => {
    const drawer = await openDrawer(page, northwind.users.Dan);
    await drawer.getByText('Language and time').click();
    await choose(drawer.getByRole('combobox', { name: 'Timezone' }), 'europe/berlin', 'Berlin');
    await drawer.getByText('1 field changed').waitFor();
    const { version } = (await readUser(northwind, 'Dan')) as unknown as { version: number };
    const headers = { 'if-match': `"${version}"` };
    const data = { timezone: 'Asia/Tokyo', interfaceLanguage: 'de' };
    await ana.context.request.patch(`/api/v1/users/${northwind.users.Dan}`, { data, headers });
    await saveButton(drawer).click();
    const conflict = drawer.getByRole('region', { name: 'Somebody else changed this user meanwhile' });
    await conflict.getByText('Before: the account’s default').waitFor();
    await conflict.getByText('Now: Asia/Tokyo').waitFor();
    await conflict.getByText('Deutsch').waitFor();
    await conflict.getByLabel('You: Europe/Berlin').check();
    await conflict.getByRole('button', { name: 'SAVE CHANGES' }).click();
    await drawer.getByText('Deutsch · English · Berlin').waitFor();
    await drawer.getByText('Nothing changed').waitFor();
    expect(await readUser(northwind, 'Dan')).toMatchObject({ timezone: 'Europe/Berlin', interfaceLanguage: 'de' });
  });

  it('is shown with them to who may not edit', async () => {
    const ada = await newPerson(northwind.browser, northwind.url);
    await takeSession(ada.page, 'ada@northwind.example');
    const { id } = (await (await ana.context.request.get('/api/v1/me')).json()) as { id: string };
    const drawer = await openDrawer(ada.page, id);
    await drawer.getByText('English (account)').first().waitFor();
    await drawer.getByRole('definition').filter({ hasText: 'Catalan' }).waitFor();
    expect(ada.complaints).toEqual([]);
  });
});

describe('Settings › Account', () => {
  it('names and renames the company; the code can be copied', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Account', exact: true }).click();
    await page.getByLabel('Company name').fill('Northwind Calls');
    await page.getByRole('button', { name: 'Save account' }).click();
    await page.getByText('The account is saved').waitFor();
    await page.getByText('Northwind Calls').first().waitFor();
    expect(await page.getByLabel('Account code', { exact: true }).inputValue()).toMatch(/^[0-9A-Z]{6}$/);
    await page.getByRole('button', { name: 'Copy the account code' }).waitFor();
  });

  it('says how many users a default would change before it is saved', async () => {
    const zone = page.getByRole('combobox', { name: 'Timezone' });
    // Ana has Cairo and Dan Berlin; the other five follow the account.
    await page.getByText('5 users have chosen nothing of their own.').waitFor();
    await choose(zone, 'madrid', 'Madrid');
    await page.getByText('Saving changes this for 5 users.').waitFor();
    await checkPage(page, 'account with a changed default');
    const saved = page.waitForResponse((one) => one.request().method() === 'PATCH');
    await page.getByRole('button', { name: 'Save account' }).click();
    expect((await saved).status()).toBe(200);
    const ben = await newPerson(northwind.browser, northwind.url);
    await takeSession(ben.page, 'ben@northwind.example');
    await ben.page.goto('/me');
    await expect.poll(() => ben.page.getByRole('combobox', { name: 'Timezone' }).inputValue(), soon).toBe('Madrid (account)');
    expect(await ben.page.getByRole('link', { name: 'Account', exact: true }).count()).toBe(0);
    await ben.page.goto('/settings/account');
    await ben.page.getByText('Your roles do not open this page.').waitFor();
    expect(ben.complaints).toEqual([]);
  });

  it('tells the second of two who change it', async () => {
    await page.getByLabel('Company name').fill('Mine');
    const seen = (await (await ana.context.request.get('/api/v1/account')).json()) as { version: number };
    const headers = { 'if-match': `"${seen.version}"` };
    await ana.context.request.patch('/api/v1/account', { data: { name: 'Theirs' }, headers });
    await page.getByRole('button', { name: 'Save account' }).click();
    await page.getByText('The account was changed elsewhere meanwhile').waitFor();
    expect(await page.getByLabel('Company name').inputValue()).toBe('Theirs');
  });

  it('is found by quick find', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: /Ana/ }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Quick find' }).fill('account');
    await page.getByRole('option', { name: /^Account/ }).click();
    await page.waitForURL(/\/settings\/account$/);
    expect(ana.complaints).toEqual([]);
  });
});

describe('signing up', () => {
  it('takes the timezone of the browser, and times are in it from the first page on', async () => {
    const rollcall = await startRollcall();
    const context = await northwind.browser.newContext({ baseURL: rollcall.url, locale: 'en-GB', timezoneId: 'America/Lima' });
    try {
      const own = await context.newPage();
      await signUpByPage(own, { company: 'Lima Calls', email: 'ana@lima.example' });
      await takeSession(own, 'ana@lima.example');
      await own.goto('/settings/account');
      await expect.poll(() => own.getByRole('combobox', { name: 'Timezone' }).inputValue(), soon).toBe('Lima');
    } finally {
      await context.close();
      await rollcall.stop();
    }
  });
});
