import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenIdProvider, startOpenIdProvider } from '../server/testing/openid-provider.ts';
import { checkPage } from './check-page.ts';
import { launchChromium } from './chromium.ts';
import { prove } from './northwind.ts';
import { newPerson, PASSWORD, type Person, signInByPage, signUp } from './person.ts';
import { type RunningRollcall, startRollcall } from './rollcall.ts';

// Sign-in by a real OpenID provider, as people see it.

let acme: OpenIdProvider;
let rollcall: RunningRollcall;
let browser: Browser;
let ana: Person;
beforeAll(async () => {
  acme = await startOpenIdProvider();
  [rollcall, browser] = await Promise.all([
    startRollcall({ ...acme.settings, OUTGOING_ALLOW: '127.0.0.1/32' }),
    launchChromium(),
  ]);
  ana = await newPerson(browser, rollcall.url);
  await signUp(ana.context, { company: 'Northwind', email: 'ana@northwind.example' });
});
afterAll(async () => {
  expect(ana.complaints).toEqual([]);
  await browser?.close();
  await rollcall?.stop();
  await acme?.close();
});

const ANA = { subject: 'ana-at-acme', email: 'ana@northwind.example' };

describe('at the sign-in page', () => {
  it('the first time asks for the password, then whether to connect', async () => {
    const { page } = ana;
    acme.seat(ANA);
    await page.goto('/sign-in');
    await checkPage(page, 'the sign-in page with a provider');
    await page.getByRole('button', { name: 'Continue with Acme' }).click();
    await page.getByText('Nobody is connected to that account of Acme yet.').waitFor();
    expect(page.url()).not.toContain('code=');
    await page.getByLabel('E-mail or username').fill(ANA.email);
    await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Connect Acme?' }).waitFor();
    await page.getByText('ana@northwind.example signs in as Ana Ruiz in Northwind').waitFor();
    await checkPage(page, 'the question whether to connect');
    await page.getByRole('button', { name: 'Connect it' }).click();
    await page
      .getByRole('heading', { name: 'Home' })
      .or(page.getByRole('heading', { level: 1 }))
      .first()
      .waitFor();
    await page.getByText('Acme is connected').waitFor();
  });

  it('from then on one press is enough, and leads to where one wanted to go', async () => {
    const { page } = await newPerson(browser, rollcall.url);
    await page.goto('/settings/users');
    await page.getByRole('button', { name: 'Continue with Acme' }).click();
    await page.waitForURL('**/settings/users');
    await page.getByRole('heading', { name: /^Users/ }).waitFor();
    await page.context().close();
  });

  it('says in plain words what went wrong, and the password still does', async () => {
    const { page } = await newPerson(browser, rollcall.url);
    acme.seat(null);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Continue with Acme' }).click();
    await page.getByText('The sign-in was cancelled at the other side.').waitFor();
    acme.seat({ subject: 'stranger', email: 'stranger@acme.example' });
    await page.getByRole('button', { name: 'Continue with Acme' }).click();
    await page.getByText('Nobody here is connected to that account.').waitFor();
    await page.goto('/sign-in/callback/acme?code=x&state=y');
    await page.getByText('was begun in another browser').waitFor();
    await page.goto('/sign-in/callback/acme');
    await page.getByText('This address is where a provider leads back to').waitFor();
    await checkPage(page, 'the callback page without an answer');
    await signInByPage(page, ANA.email);
    await page.context().close();
  });
});

describe('in My account', () => {
  it('a provider is disconnected and connected, after the password', async () => {
    const { page, context } = await newPerson(browser, rollcall.url);
    acme.seat(ANA);
    await page.goto('/me');
    await page.getByRole('button', { name: 'Continue with Acme' }).click();
    const section = page.getByRole('region', { name: 'Connected accounts' });
    await section.getByText('ana@northwind.example').waitFor();
    await section.getByRole('button', { name: /^Disconnect/ }).click();
    await page.getByRole('dialog', { name: 'Disconnect Acme?' }).getByRole('button', { name: 'Disconnect' }).click();
    await prove(page);
    await section.getByText('Nothing is connected.').waitFor();
    await section.getByRole('button', { name: 'Connect Acme' }).click();
    await page.waitForURL('**/me#connected-accounts');
    await section.getByText('ana@northwind.example').waitFor();
    await checkPage(page, 'My account with a connection');
    await context.close();
  });
});

describe('an account’s own provider', () => {
  it('is added, tried, switched on, and stands on the sign-in page with the account code', async () => {
    const { page, context } = ana;
    await page.goto('/settings/security');
    await page.getByText('Your company has no provider of its own here.').waitFor();
    await page.getByRole('button', { name: 'Add a provider' }).click();
    const add = page.getByRole('dialog', { name: 'Add a provider' });
    await add.getByRole('button', { name: 'Add provider' }).click();
    await add.getByText('Fill this in.').first().waitFor();
    await add.getByLabel('Name').fill('Northwind ID');
    await add.getByLabel('Issuer').fill(acme.issuer);
    await add.getByLabel('Client id').fill('rollcall');
    await add.getByLabel('Client secret', { exact: false }).first().fill('a-secret-of-the-operator');
    await add.getByRole('button', { name: 'Add provider' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit Northwind ID' });
    expect(await edit.getByLabel('Redirect address').inputValue()).toMatch(/\/sign-in\/callback\/[\da-f-]{36}$/);
    expect(await edit.getByLabel('Client secret', { exact: false }).first().inputValue()).toBe('');
    await edit.getByRole('button', { name: 'Try the connection' }).click();
    await edit.getByText('The provider answers.').waitFor();
    await checkPage(page, 'the dialog of a provider');
    await page.keyboard.press('Escape');
    await edit.waitFor({ state: 'detached' });
    await page.getByRole('switch', { name: 'Northwind ID signs people in' }).click({ force: true });
    await page.getByText('Northwind ID is on').waitFor();
    await checkPage(page, 'the providers of the account');
    const me = (await (await context.request.get('/api/v1/me')).json()) as { account: { code: string } };
    const visitor = await newPerson(browser, rollcall.url);
    acme.seat(ANA);
    await visitor.page.goto('/sign-in');
    await visitor.page.getByLabel('Account code').fill(me.account.code);
    await visitor.page.getByRole('button', { name: 'Continue with Northwind ID' }).click();
    await visitor.page.waitForURL((url) => url.pathname === '/');
    await visitor.context.close();
  });
});
