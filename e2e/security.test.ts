import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';
import { demandProofOnce, type Northwind, openDrawer, prove, startNorthwind } from './northwind.ts';
import { newPerson, takeSession } from './person.ts';

// Settings › Security, and what counts for one user at sign-in.

let northwind: Northwind;
let page: Page;
beforeAll(async () => {
  northwind = await startNorthwind({ isEmbedded: true }); // the operator's command finds the embedded database
  page = northwind.ana.page;
});
afterAll(() => northwind?.stop());

const security = async () => (await northwind.ana.context.request.get('/api/v1/security')).json();

describe('the defaults', () => {
  it('say for how many users they count, and are saved with their units', async () => {
    await page.getByRole('link', { name: 'Security', exact: true }).click();
    await page.getByText('A change counts for 7 users.').first().waitFor();
    const timeout = page.getByRole('textbox', { name: 'Session timeout' });
    expect(await timeout.inputValue()).toBe('12');
    await timeout.fill('0');
    await page.getByRole('button', { name: 'Save defaults' }).click();
    await page.getByText('Use 60 or more.').waitFor();
    await timeout.fill('3');
    await page.getByRole('combobox', { name: 'Unit of Session timeout' }).click();
    await page.getByRole('option', { name: 'days' }).click();
    await page.getByLabel('Concurrent sessions').fill('5');
    await page.getByRole('button', { name: 'Save defaults' }).click();
    await page.getByText('Defaults saved').waitFor();
    expect(await security()).toMatchObject({ sessionSeconds: 259_200, sessionLimit: 5 });
  });
});

describe('the allowed addresses', () => {
  it('are added one by one and many at once, and a bad line is named while typing', async () => {
    await page.getByRole('textbox', { name: 'Address or block' }).fill('203.0.113.7/24');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('A block begins with its first address: 203.0.113.0/24.').waitFor();
    await page.getByRole('textbox', { name: 'Address or block' }).fill('203.0.113.0/24');
    await page.getByRole('textbox', { name: 'Label' }).fill('Office');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('switch', { name: '203.0.113.0/24 counts' }).waitFor();
    await page.getByRole('button', { name: 'Add many' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add many addresses' });
    await dialog.getByLabel('One on each line').fill('10.0.0.0/8 VPN\n\nnonsense');
    await dialog.getByText('Line 3: Write an address').waitFor();
    await checkPage(page, 'mass insert');
    await dialog.getByLabel('One on each line').fill('10.0.0.0/8 VPN\n\n2001:db8::/32');
    await dialog.getByRole('button', { name: 'Add 2' }).click();
    await page.getByText('2 addresses added').waitFor();
    await expect.poll(() => page.getByRole('switch', { name: / counts$/ }).count()).toBe(3);
  });

  it('warn before everyone is limited and oneself locked out, and take the own address at a click', async () => {
    await page.getByText('it is not in the list').waitFor();
    await page.getByRole('switch', { name: 'All users work' }).click();
    const dialog = page.getByRole('dialog', { name: 'Limit everyone to the allowed addresses?' });
    await dialog.getByRole('button', { name: 'Limit everyone' }).click();
    await dialog.getByText('This would lock you out').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await security()).toMatchObject({ limitsAddresses: false });
    await page.getByRole('button', { name: /^Use my address/ }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('it is in the list').waitFor();
    await page.getByRole('switch', { name: 'All users work' }).click();
    await dialog.getByRole('button', { name: 'Limit everyone' }).click();
    await page.getByText('Everyone works from the allowed addresses only').waitFor();
    expect(await security()).toMatchObject({ limitsAddresses: true });
  });

  it('show a plain page to whom they refuse, which goes away by itself when they are allowed', async () => {
    const own = page.getByRole('switch', { name: /^(127\.0\.0\.1|::1) counts$/ });
    await own.press('Space');
    const dialog = page.getByRole('dialog', { name: /^Switch / });
    await dialog.getByRole('button', { name: 'Lock myself out' }).click();
    await page.getByRole('heading', { name: 'You cannot work from here' }).waitFor();
    await checkPage(page, 'not allowed');
    expect(await northwind.liftAddressLists()).toContain('Northwind');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Security' }).waitFor();
  });
});

describe('the sign-in settings of a user', () => {
  it('show the value in force and its source, ask for the password, and are saved', async () => {
    const drawer = await openDrawer(page, northwind.users.Ben, 'tab=sign-in&');
    await drawer.getByText('Now: 3 days, from the account.').waitFor();
    await drawer.getByText('Now: 5, from the account.').waitFor();
    await checkPage(page, 'sign-in settings');
    await demandProofOnce(page, 'PATCH', `**/api/v1/users/${northwind.users.Ben}`);
    await drawer.getByLabel('A session timeout of their own').check();
    await drawer.getByRole('textbox', { name: 'Session timeout' }).fill('2');
    await drawer.getByRole('button', { name: 'Save sign-in settings' }).click();
    await prove(page);
    await page.getByText('Sign-in settings saved').waitFor();
    const policy = await (await northwind.ana.context.request.get(`/api/v1/users/${northwind.users.Ben}/policy`)).json();
    expect(policy.inForce.sessionSeconds).toEqual({ value: 172_800, source: { level: 'user' } });
  });

  it('cannot be changed by oneself, and say so', async () => {
    const { id } = await (await northwind.ana.context.request.get('/api/v1/me')).json();
    const drawer = await openDrawer(page, id, 'tab=sign-in&');
    await drawer.getByText('You cannot do this to yourself.').first().waitFor();
    expect(await drawer.getByLabel('Concurrent sessions').isDisabled()).toBe(true);
  });

  it('show a lock after ten wrong passwords, and lift it', async () => {
    const stranger = await newPerson(northwind.browser, northwind.url);
    const data = { login: 'dan@northwind.example', password: 'Wrong-password-1' };
    for (let n = 0; n < 10; n += 1) {
      await northwind.skipDelays();
      expect((await stranger.context.request.post('/api/v1/sessions', { data })).status()).toBe(401);
    }
    const drawer = await openDrawer(page, northwind.users.Dan, 'tab=sign-in&');
    await drawer.getByText('Locked', { exact: true }).first().waitFor();
    await checkPage(page, 'a locked user');
    await drawer.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('Unlocked', { exact: true }).waitFor();
    await drawer.getByRole('button', { name: 'Unlock' }).waitFor({ state: 'detached' });
    await takeSession(stranger.page, 'dan@northwind.example');
    await stranger.context.close();
  });
});
