import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer, tokenIn } from '../server/testing/mail-server.ts';
import { launchChromium } from './chromium.ts';
import { newPerson, PASSWORD, type Person, signIn } from './person.ts';
import { type RunningRollcall, startRollcall } from './rollcall.ts';

// What the main user and an Admin meet on the Users page, with a mail server that refuses some addresses.

let mail: MailServer;
let rollcall: RunningRollcall;
let browser: Browser;
let ana: Person;

beforeAll(async () => {
  mail = await startMailServer();
  mail.answer((recipient) => (recipient.startsWith('bounces') ? { code: 550, text: 'No such mailbox here' } : null));
  [rollcall, browser] = await Promise.all([startRollcall({ SMTP_URL: mail.url }), launchChromium()]);
  ana = await newPerson(browser, rollcall.url);
  const { request } = ana.context;
  const me = { companyName: 'Northwind', firstName: 'Ana', lastName: 'Ruiz', email: 'ana@northwind.example', password: PASSWORD };
  await request.post('/api/v1/sign-up', { data: me });
  await request.post('/api/v1/activation', { data: { token: tokenIn(await mail.next(me.email)), password: PASSWORD } });
  await signIn(ana.page, me.email);
  for (const [firstName, role] of [
    ['Ada', 'admin'],
    ['Rita', 'reports'],
    ['Tom', 'tech_configuration'],
  ] as const) {
    const email = `${firstName.toLowerCase()}@northwind.example`;
    const data = { firstName, lastName: 'Stone', email, portalRoles: [role], password: 'Typed-4-them' };
    expect((await request.post('/api/v1/users', { data })).status()).toBe(201);
  }
});
afterAll(async () => {
  await browser?.close();
  await rollcall?.stop();
  await mail?.close();
});

async function openForm(page: Page) {
  await page.goto('/settings/users?user=new');
  const form = page.getByRole('dialog', { name: 'Create user' });
  await form.waitFor();
  return form;
}

describe('the form', () => {
  it('says beside each field what is wrong, and goes to the first', async () => {
    const form = await openForm(ana.page);
    await form.getByLabel('E-mail').fill('not an address');
    await form.getByRole('button', { name: 'CREATE USER', exact: true }).click();
    await form.getByText('Fill this in.').first().waitFor();
    expect(await form.getByText('Fill this in.').count()).toBe(2);
    await form.getByText('Write a full e-mail address, like ana@example.com.').waitFor();
    await expect.poll(() => form.getByLabel('First name').evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('shows which password rules are unmet while typing', async () => {
    const form = await openForm(ana.page);
    await form.getByLabel(/I type one/).check();
    await form.getByLabel('Password for the first sign-in').fill('short');
    for (const rule of ['at least 8 characters', 'upper-case letter', 'a digit']) await form.getByText(rule).first().waitFor();
    await form.getByLabel('Password for the first sign-in').fill('Password1');
    await form
      .getByText(/well known/)
      .first()
      .waitFor();
  });

  it('shows what the server refuses beside its field, and keeps what was typed', async () => {
    const form = await openForm(ana.page);
    await form.getByLabel('First name').fill('Second');
    await form.getByLabel('Last name').fill('Ada');
    await form.getByLabel('E-mail').fill('ADA@northwind.example');
    await form.getByRole('button', { name: 'CREATE USER', exact: true }).click();
    await form.getByText('Another user of your account has this e-mail address.').waitFor();
    expect(await form.getByLabel('First name').inputValue()).toBe('Second');
    await expect.poll(() => form.getByLabel('E-mail').evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('asks before what was typed is lost', async () => {
    const form = await openForm(ana.page);
    await form.getByLabel('First name').fill('Half');
    await ana.page.keyboard.press('Escape');
    await ana.page.getByRole('button', { name: 'Cancel' }).click();
    await ana.page.getByRole('button', { name: 'Close and discard' }).waitFor({ state: 'detached' });
    expect(await form.getByLabel('First name').inputValue()).toBe('Half');
    await ana.page.keyboard.press('Escape');
    await ana.page.getByRole('button', { name: 'Close and discard' }).click();
    await form.waitFor({ state: 'detached' });
  });

  it('says that only Support is open without a role', async () => {
    const form = await openForm(ana.page);
    await form.getByText('With no role, only Support is open to this person.').waitFor();
    await form.getByLabel('Reports', { exact: true }).check();
    await form.getByText('With no role, only Support is open to this person.').waitFor({ state: 'detached' });
  });
});

describe('a mail that the server refuses', () => {
  it('shows why, and leaves again when the address is corrected', async () => {
    const form = await openForm(ana.page);
    await form.getByLabel('First name').fill('Bo');
    await form.getByLabel('Last name').fill('Unce');
    await form.getByLabel('E-mail').fill('bounces@northwind.example');
    await form.getByRole('button', { name: 'CREATE USER', exact: true }).click();
    const drawer = ana.page.getByRole('dialog', { name: /Bo Unce/ });
    await drawer.getByText(/No such mailbox here/).waitFor();
    await drawer.getByRole('button', { name: 'Correct the address' }).click();
    await drawer.getByLabel('New e-mail address').fill('bo@northwind.example');
    await drawer.getByRole('button', { name: 'Send to this address' }).click();
    await mail.next('bo@northwind.example');
    await drawer.getByText('Sent', { exact: true }).first().waitFor();
    await drawer.getByText('bo@northwind.example').first().waitFor();
  });
});

describe('the list', () => {
  it('keeps filters, search and sort in the address, and shows filters as chips', async () => {
    const { page } = ana;
    await page.goto('/settings/users');
    await page.getByRole('searchbox', { name: 'Search users' }).fill('sto');
    await page.waitForURL(/q=sto/);
    await page
      .getByRole('columnheader', { name: /E-mail/ })
      .getByRole('button')
      .click();
    await page.waitForURL(/sort=/);
    await page.goto(`${page.url()}&role=reports`);
    await page.getByText('Rita Stone').first().waitFor();
    expect(await page.getByRole('row', { name: /Stone/ }).count()).toBe(1);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('Ana Ruiz').first().waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBeNull();
  });

  it('takes no harm from rubbish in the address', async () => {
    await ana.page.goto(
      '/settings/users?sort=%00&status=nonsense&role=%7B%22a%22%3A1%7D&department=x&user=%27%3B--&hide=7&limit=9e9',
    );
    await ana.page.getByText('Ana Ruiz').first().waitFor();
  });

  it('goes by keyboard: / searches, c creates, j and Enter open', async () => {
    const { page } = ana;
    await page.goto('/settings/users');
    await page.getByText('Ana Ruiz').first().waitFor();
    await page.keyboard.press('/');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.press('Escape');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/user=/);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('user'));
    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: 'Create user' }).waitFor();
  });
});

describe('an Admin', () => {
  it('sees why they cannot give the Admin role, nor delete the main user', async () => {
    const ada = await newPerson(browser, rollcall.url);
    const token = tokenIn(await mail.next('ada@northwind.example'));
    await ada.context.request.post('/api/v1/activation', { data: { token } });
    await signIn(ada.page, 'ada@northwind.example', 'Typed-4-them');
    await ada.page.getByLabel('Password from your administrator').fill('Typed-4-them');
    await ada.page.getByLabel(/New password/).fill(PASSWORD);
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('heading', { name: /Ada/ }).waitFor();

    const form = await openForm(ada.page);
    expect(await form.getByLabel('Admin', { exact: true }).isDisabled()).toBe(true);
    await form.getByText('Only the main user may give the Admin role.').first().waitFor();

    await ada.page.goto('/settings/users');
    const trash = ada.page.getByRole('button', { name: 'Delete Ana Ruiz' });
    expect(await trash.getAttribute('aria-disabled')).toBe('true');
    await trash.focus();
    await ada.page.getByText('Nobody but the main user may change the main user.').waitFor();
    expect(ada.complaints).toEqual([]);
  });

  it('leaves no complaint of the browser', () => {
    expect(ana.complaints).toEqual([]);
  });
});
