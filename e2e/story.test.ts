import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { newPerson, openMail, PASSWORD, signInByPage, signUpByPage } from './person.ts';
import { type RunningRollcall, startRollcall } from './rollcall.ts';

// The whole story in a real browser: one person signs up, invites a colleague, watches them join, and deletes them.

let rollcall: RunningRollcall;
let browser: Browser;

beforeAll(async () => {
  [rollcall, browser] = await Promise.all([startRollcall({}, true), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await rollcall?.stop();
});

it('goes from sign-up to a colleague who comes and goes', async () => {
  const ana = await newPerson(browser, rollcall.url);
  await signUpByPage(ana.page, { company: 'Northwind Calls', email: 'ana@northwind.example' });
  await signInByPage(ana.page, 'ana@northwind.example');
  await ana.page.getByRole('heading', { name: /Ana/ }).waitFor();

  // Ana adds Ben, with a role and a department that she makes on the way.
  await ana.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Users', exact: true }).click();
  await ana.page.getByRole('button', { name: 'Create user' }).first().click();
  const form = ana.page.getByRole('dialog', { name: 'Create user' });
  await form.getByLabel('First name').fill('Ben');
  await form.getByLabel('Last name').fill('Okafor');
  await form.getByLabel('E-mail').fill('ben@northwind.example');
  await form.getByLabel('Username').fill('ben.okafor');
  await form.getByLabel('Reports', { exact: true }).check();
  await form.getByLabel('Departments').fill('Inbound');
  await ana.page.getByRole('option', { name: /Inbound/ }).click();
  await form.getByRole('button', { name: 'CREATE USER', exact: true }).click();

  const row = ana.page.getByRole('row', { name: /Ben Okafor/ });
  await row.getByText('Pending Confirmation').waitFor();
  await expect.poll(() => row.textContent()).toContain('Inbound');

  // Ben presses the button in his mail and chooses a password.
  const ben = await newPerson(browser, rollcall.url);
  await openMail(ben.page, 'ben@northwind.example');
  await ben.page.getByLabel('Password', { exact: false }).first().fill('Lantern-88-sea');
  await ben.page.getByRole('button', { name: 'Activate my account' }).click();
  await ben.page.getByText(/can sign in/).waitFor();

  // Ana sees him become active without doing anything, and he signs in.
  await row.getByText('Active', { exact: true }).waitFor();
  await signInByPage(ben.page, 'ben@northwind.example', 'Lantern-88-sea');
  await ben.page.getByRole('heading', { name: /Ben/ }).waitFor();
  expect(await ben.page.getByRole('link', { name: 'Users', exact: true }).count()).toBe(0);

  // Ana deletes him; the dialog names him; his open page finds itself signed out at the next step.
  await ana.page.keyboard.press('Escape');
  await row.getByRole('button', { name: 'Delete Ben Okafor' }).click();
  const dialog = ana.page.getByRole('dialog', { name: /Ben Okafor/ });
  await dialog.getByRole('button', { name: /Delete Ben Okafor/ }).click();
  await row.waitFor({ state: 'detached' });
  await ben.page.reload();
  await ben.page.waitForURL(/sign-in/);
  await ben.page.getByLabel('E-mail or username').fill('ben@northwind.example');
  await ben.page.getByLabel('Password', { exact: false }).first().fill('Lantern-88-sea');
  await ben.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await ben.page.getByText('These sign-in details are not right.').waitFor();

  // She herself cannot be deleted, and the button says why.
  const own = ana.page.getByRole('row', { name: /Ana Ruiz/ }).getByRole('button', { name: 'Delete Ana Ruiz' });
  expect(await own.getAttribute('aria-disabled')).toBe('true');
  await own.hover();
  await ana.page.getByText('You cannot do this to yourself.').waitFor();

  expect([...ana.complaints, ...ben.complaints]).toEqual([]);
});

it('lets a user with a typed password in only to change it', async () => {
  const ana = await newPerson(browser, rollcall.url);
  await signInByPage(ana.page, 'ana@northwind.example');
  await ana.page.goto('/settings/users?user=new');
  const form = ana.page.getByRole('dialog', { name: 'Create user' });
  await form.getByLabel('First name').fill('Cleo');
  await form.getByLabel('Last name').fill('Marsh');
  await form.getByLabel('E-mail').fill('cleo@northwind.example');
  await form.getByLabel('Username').fill('cleo');
  await form.getByLabel(/I type one/).check();
  await form.getByLabel('Password for the first sign-in').fill('Typed-4-Cleo');
  await form.getByRole('button', { name: 'CREATE USER', exact: true }).click();
  await ana.page.getByRole('row', { name: /Cleo Marsh/ }).waitFor();
  const code = await ana.page
    .locator('aside, nav')
    .getByText(/^[0-9A-Z]{6}$/)
    .first()
    .textContent();

  const cleo = await newPerson(browser, rollcall.url);
  await openMail(cleo.page, 'cleo@northwind.example');
  await cleo.page.getByRole('button', { name: 'Activate my account' }).click();
  await cleo.page.getByText(/can sign in/).waitFor();
  await signInByPage(cleo.page, 'Cleo', 'Typed-4-Cleo', code?.toLowerCase());
  await cleo.page.waitForURL(/change-password/);
  await cleo.page.getByLabel('Password from your administrator').fill('Typed-4-Cleo');
  await cleo.page.getByLabel(/New password/).fill(PASSWORD);
  await cleo.page.keyboard.press('Enter');
  await cleo.page.getByRole('heading', { name: /Cleo/ }).waitFor();
  expect([...ana.complaints, ...cleo.complaints]).toEqual([]);
});

it('brings back somebody who forgot their password', async () => {
  const ana = await newPerson(browser, rollcall.url);
  await ana.page.goto('/forgot-password');
  await ana.page.getByLabel('E-mail').fill('ana@northwind.example');
  await ana.page.keyboard.press('Enter');
  await ana.page.getByText(/mail/i).first().waitFor();
  await openMail(ana.page, 'ana@northwind.example', 'Choose a new password');
  await ana.page
    .getByLabel(/password/i)
    .first()
    .fill('Another-9-harbour');
  await ana.page.keyboard.press('Enter');
  await ana.page.getByRole('link', { name: /sign-in|sign in/i }).waitFor();
  await signInByPage(ana.page, 'ana@northwind.example', 'Another-9-harbour');
  await ana.page.getByRole('heading', { name: /Ana/ }).waitFor();
  expect(ana.complaints).toEqual([]);
});
