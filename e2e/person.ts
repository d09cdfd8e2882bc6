import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, onTestFailed, TestRunner } from 'vitest';
import { waitFor } from '../server/testing/mail-server.ts';

export const PASSWORD = 'Harbour-47-lights';

/** Somebody with a browser of their own. Collects what the browser complains about. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of scripts, and violations of the content security policy. A refused request is not one. */
  readonly complaints: string[];
}

export async function newPerson(
  browser: Browser,
  url: string,
  options: { width?: number; dark?: boolean; locale?: string } = {},
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: url,
    locale: options.locale ?? 'en-GB',
    viewport: { width: options.width ?? 1280, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('dialog', (dialog) => void dialog.accept()); // leaving a half-filled form behind is fine here
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isRefusedRequest = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusedRequest) complaints.push(message.text());
  });
  people += 1;
  const picture = `dist/failures/person-${process.pid}-${people}.png`;
  if (TestRunner.getCurrentTest())
    onTestFailed(async () => {
      await page.screenshot({ path: picture }).catch(() => undefined);
      console.log(`What the browser showed, at ${page.url()}: ${picture}`);
    });
  return { context, page, complaints };
}

let people = 0;

/** An account with an active main user, who is not signed in. Without the pages of it, which take four seconds; see `signUpByPage`. */
export async function signUp({ request }: BrowserContext, { company, email }: { company: string; email: string }): Promise<void> {
  const me = { companyName: company, firstName: 'Ana', lastName: 'Ruiz', email, password: PASSWORD };
  expect((await request.post('/api/v1/sign-up', { data: me })).status()).toBe(202);
  const read = async (path: string) => (await request.get(path)).text();
  const newest = await waitFor(async () => /iframe src="([^"]+)"/.exec(await read('/mailbox'))?.[1] ?? null, 'the mail');
  const token = /\/activate#([\w-]{43})/.exec(await read(newest))?.[1];
  expect((await request.post('/api/v1/activation', { data: { token, password: PASSWORD } })).status()).toBe(200);
}

/** Gives the browser a session, as the sign-in page does, without that page; see `signInByPage`. */
export async function takeSession(page: Page, login: string, password = PASSWORD): Promise<void> {
  // A list of sessions names the browser.
  const headers = { 'user-agent': await page.evaluate(() => navigator.userAgent) };
  const answer = await page.context().request.post('/api/v1/sessions', { data: { login, password }, headers });
  expect(await answer.json()).toMatchObject({ next: 'done' });
}

/** The same, and opens the first page. */
export async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await takeSession(page, login, password);
  await page.goto('/');
  await page.locator('h1').first().waitFor();
}

/** Signs up and presses the button in the mail, as the person does; ends on the sign-in page. */
export async function signUpByPage(page: Page, { company, email }: { company: string; email: string }): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Company name').fill(company);
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Last name').fill('Ruiz');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText(email).first().waitFor();
  await openMail(page, email);
  await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
  await page.getByRole('button', { name: 'Activate my account' }).click();
  await page.getByRole('link', { name: /sign-in|sign in/i }).click();
}

/** Opens the mailbox and presses the button of the newest mail to this address. */
export async function openMail(page: Page, email: string, button = 'Activate my account'): Promise<void> {
  await page.goto('/mailbox');
  const mail = page.locator('details', { hasText: `to ${email}` }).first();
  await mail.waitFor();
  if (!(await mail.evaluate((element) => (element as HTMLDetailsElement).open))) await mail.locator('summary').click();
  await mail.frameLocator('iframe').getByRole('link', { name: button }).first().click();
  await page.waitForURL(/\/(activate|reset-password)/);
}

/** Types it into the page. */
export async function signInByPage(page: Page, login: string, password = PASSWORD, accountCode = ''): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail or username').fill(login);
  await page.getByLabel('Password', { exact: false }).first().fill(password);
  if (accountCode) await page.getByLabel('Account code').fill(accountCode);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
