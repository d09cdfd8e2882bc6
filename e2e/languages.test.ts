import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Northwind, speak, startNorthwind } from './northwind.ts';
import { newPerson, PASSWORD } from './person.ts';

// How somebody comes to the language they read.

let northwind: Northwind;
let browser: Browser;

beforeAll(async () => {
  northwind = await startNorthwind();
  browser = northwind.browser;
});
afterAll(async () => northwind?.stop());

const language = (page: Page) => page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);

/** Marks the document, so that a reload would be seen. */
const mark = (page: Page) => page.evaluate(() => document.body.setAttribute('data-test-mark', ''));
const isMarked = (page: Page) => page.evaluate(() => document.body.hasAttribute('data-test-mark'));

describe('a visitor who picks German', () => {
  it('reads German at once, signs in, and goes to English and back without a reload', async () => {
    const { page, context, complaints } = await newPerson(browser, northwind.url);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail or username').fill('eva@northwind.example');
    await mark(page);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await page.getByRole('heading', { name: 'Bei Rollcall anmelden' }).waitFor();
    expect(await language(page)).toBe('de ltr');
    expect(await page.title()).toBe('Anmelden · Rollcall');
    expect(await page.getByLabel('E-Mail oder Benutzername').inputValue()).toBe('eva@northwind.example');
    await page.getByLabel('Passwort', { exact: false }).first().fill('not the password');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await page.getByText('Diese Anmeldedaten stimmen nicht.').waitFor();
    await page.getByLabel('Passwort', { exact: false }).first().fill(PASSWORD);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await page.getByRole('heading', { name: 'Guten Tag, Eva' }).waitFor();
    await page.getByText('Berichte erstellen').waitFor();

    await page.getByRole('button', { name: 'Ihr Menü, Eva Stone' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Hello Eva' }).waitFor();
    await page.getByText('Run reports').waitFor();
    expect(await language(page)).toBe('en ltr');
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Guten Tag, Eva' }).waitFor();
    expect(await isMarked(page)).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('finds it again at the next visit, with no English before it', async () => {
    const { page, context } = await newPerson(browser, northwind.url);
    await page.goto('/sign-in');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await page.getByRole('heading', { name: 'Bei Rollcall anmelden' }).waitFor();
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seenTitles: seen });
      new MutationObserver(() => {
        const text = document.querySelector('h1')?.textContent;
        if (text && seen.at(-1) !== text) seen.push(text);
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Bei Rollcall anmelden' }).waitFor();
    expect(await page.evaluate('seenTitles')).toEqual(['Bei Rollcall anmelden']);
    await context.close();
  });
});

describe('a browser that asks for a language', () => {
  it.each([
    ['de-AT', 'de ltr', 'Bei Rollcall anmelden'],
    ['ar-EG', 'ar rtl', 'تسجيل الدخول إلى Rollcall'],
    ['fr-FR', 'en ltr', 'Sign in to Rollcall'],
  ])('%s gets %s', async (locale, expected, title) => {
    const { page, context } = await newPerson(browser, northwind.url, { locale });
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await language(page)).toBe(expected);
    await context.close();
  });

  it('shows numbers and times as its language writes them', async () => {
    const { page, context } = await newPerson(browser, northwind.url, { locale: 'de-DE' });
    await speak(northwind.ana, 'de');
    await context.addCookies(await northwind.ana.context.cookies());
    await page.goto(`/settings/users?user=${northwind.users.Ben}&tab=activity`);
    const panel = page.getByRole('dialog', { name: /Ben Stone/ }).getByRole('tabpanel', { name: 'Aktivität' });
    await panel
      .getByText(/^(?:jetzt|vor .+ Minuten?|vor .+ Sekunden?)$/)
      .first()
      .waitFor();
    expect(await panel.locator('time').first().getAttribute('title')).toMatch(/^\p{L}+, \d+\. \p{L}+ \d{4} um \d\d:\d\d:\d\d /u);
    await context.close();
  });

  it('falls back to English where the texts do not arrive', async () => {
    const { page, context } = await newPerson(browser, northwind.url, { locale: 'de-DE' });
    await page.route(/\/assets\/de-[^/]+\.js$/, (route) => route.abort());
    await page.goto('/sign-in');
    await page.getByRole('heading', { name: 'Sign in to Rollcall' }).waitFor();
    expect(await language(page)).toBe('en ltr');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await page.getByText('The language could not be loaded').waitFor();
    await context.close();
  });
});
