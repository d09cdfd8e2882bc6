import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type MailServer, startMailServer, tokenIn } from '../server/testing/mail-server.ts';
import { checkPage } from './check-page.ts';
import { launchChromium } from './chromium.ts';
import { newPerson, PASSWORD, type Person, signIn } from './person.ts';
import { startRollcall } from './rollcall.ts';

export const ANA = 'ana@northwind.example';

/** Rollcall on a database that a test can reach into, with Ana, its main user, signed in. */
export interface Workshop {
  readonly browser: Browser;
  readonly url: string;
  readonly mail: MailServer;
  /** Behind the product's back. */
  readonly owner: pg.Pool;
  readonly ana: Person;
  /** An active colleague with one setting of their own. */
  colleague(firstName: string, column?: string, value?: string | number): Promise<{ id: string; email: string }>;
  stop(): Promise<void>;
}

export async function startWorkshop(): Promise<Workshop> {
  const mail = await startMailServer();
  const [rollcall, browser] = await Promise.all([startRollcall({ SMTP_URL: mail.url }), launchChromium()]);
  const owner = new pg.Pool({ connectionString: rollcall.urls.owner, max: 1 });
  const ana = await newPerson(browser, rollcall.url);
  const { request } = ana.context;
  const me = { companyName: 'Northwind', firstName: 'Ana', lastName: 'Ruiz', email: ANA, password: PASSWORD };
  await request.post('/api/v1/sign-up', { data: me });
  await request.post('/api/v1/activation', { data: { token: tokenIn(await mail.next(ANA)), password: PASSWORD } });
  await signIn(ana.page, ANA);
  return {
    browser,
    url: rollcall.url,
    mail,
    owner,
    ana,
    colleague: async (firstName, column = 'two_factor', value = 'off') => {
      const email = `${firstName.toLowerCase()}@northwind.example`;
      const body = { firstName, lastName: 'Stone', email, portalRoles: ['reports'] };
      const made = await request.post('/api/v1/users', { data: body });
      expect(made.status()).toBe(201);
      const { id } = (await made.json()) as { id: string };
      await request.post('/api/v1/activation', { data: { token: tokenIn(await mail.next(email)), password: PASSWORD } });
      await owner.query(`update users set ${column} = $1 where id = $2`, [value, id]);
      return { id, email };
    },
    stop: async () => {
      await browser.close();
      await owner.end();
      await rollcall.stop();
      await mail.close();
    },
  };
}

/** Types the right password; what comes then is the test's. */
export async function typePassword(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail or username').fill(email);
  await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
export const home = (page: Page) => page.waitForURL((url) => url.pathname === '/');
export const codeField = (page: Page) => page.getByLabel('Code', { exact: false }).first();
export const wrongOf = (right: string) => String((Number(right) + 1) % 1_000_000).padStart(6, '0');

/** In the page: resolves when the newest styles are on the screen and nothing fades any more. */
async function paintedAndStill(hasNewColours: boolean): Promise<void> {
  if (hasNewColours) {
    // Chromium sometimes keeps an inherited colour of the scheme before: a rule for everything makes it look at all again.
    const everything = new CSSStyleSheet();
    everything.replaceSync('* { --looked-at: again }');
    document.adoptedStyleSheets.push(everything);
    await new Promise((resolve) => requestAnimationFrame(resolve));
    document.adoptedStyleSheets.pop();
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
}

const LOOKS = [
  ['dark', 1280, 'contrast'],
  ['dark', 390, 'structure'],
  ['light', 1280, undefined],
] as const;

/**
 * Dark, a phone, and light: nothing that axe can find, nothing that scrolls sideways. The page is left light and wide, as it
 * was. `PICTURES` names a folder for pictures.
 */
export async function checkEverywhere(page: Page, name: string): Promise<void> {
  for (const [scheme, width, only] of LOOKS) {
    await look(page, scheme, width, only !== 'structure');
    const picture = `${process.env.PICTURES}/${name}-${scheme}-${width}.png`.replaceAll(' ', '-');
    if (process.env.PICTURES) await page.screenshot({ path: picture });
    await checkPage(page, `${name}, ${scheme}, ${width}`, { only });
  }
}

async function look(page: Page, scheme: 'light' | 'dark', width: number, hasNewColours: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 800 });
  // The mailbox is a page of the server's and knows nothing of Mantine.
  const hasScheme = `html[data-mantine-color-scheme="${scheme}"], html:not([data-mantine-color-scheme])`;
  await page.locator(hasScheme).waitFor({ state: 'attached' });
  await page.evaluate(paintedAndStill, hasNewColours);
}
