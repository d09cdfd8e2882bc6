import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEverywhere, startWorkshop, type Workshop } from './workshop.ts';

// Dialer › Roles, User groups and Settings, in a browser.

let workshop: Workshop;
let page: Page;
let agents: string;

const api = async <T>(method: 'get' | 'post', path: string, data?: object): Promise<T> => {
  const answer = await workshop.ana.context.request[method](`/api/v1${path}`, data ? { data } : {});
  expect(answer.status(), `${path}: ${await answer.text()}`).toBeLessThan(300);
  return (await answer.json()) as T;
};
const addAgent = (firstName: string, more: object = {}) =>
  api<{ id: string }>('post', '/agents', {
    username: firstName.toLowerCase(),
    firstName,
    lastName: 'Stone',
    email: `${firstName.toLowerCase()}@agents.example`,
    dialerRoles: [agents],
    ...more,
  });

beforeAll(async () => {
  workshop = await startWorkshop();
  page = workshop.ana.page;
  const { items } = await api<{ items: { id: string }[] }>('get', '/roles');
  agents = items[0]?.id ?? '';
  await addAgent('Ben');
  const cleo = await addAgent('Cleo', { sipOption: 'pbx', pbxUsername: 'cleo.phone' });
  await api('post', `/agents/${cleo.id}/sip-password`, {});
  await api('post', '/tags', { name: 'Berlin' });
  const lead = { firstName: 'Lea', phone: '+4930123456', language: 'es', weight: 5 };
  await workshop.owner.query(
    `insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, language, weight)
     select id, gen_random_uuid(), $1, '', 'lea', 'lea', $2, $3, $4 from accounts`,
    [lead.firstName, lead.phone, lead.language, lead.weight],
  );
});
afterAll(() => workshop?.stop());

const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
/** The text of the whole page says it. */
const says = (text: string | RegExp) => page.getByText(text).first().waitFor();

describe('dialer roles', () => {
  it('are listed with what they may do, and added with what they say', async () => {
    await page.goto('/dialer/roles');
    await row('Agents').getByText('Nothing but work').waitFor();
    await page.getByRole('button', { name: 'Add a role' }).click();
    const drawer = dialog('New role');
    await drawer.getByRole('button', { name: 'CREATE ROLE' }).click();
    await drawer.getByText('Fill this in.').waitFor();
    await drawer.getByLabel('Name').fill('Team leaders');
    await drawer.getByLabel('See agents', { exact: true }).check();
    await drawer.getByLabel('All of Leads').check();
    await drawer.getByText('The account says: Disabled').waitFor();
    await drawer.getByLabel('Max User Concurrent Sessions').fill('3');
    await checkEverywhere(page, 'new role');
    await drawer.getByRole('button', { name: 'CREATE ROLE' }).click();
    await dialog('Team leaders').getByText('Available').first().waitFor();
    await says('Team leaders was added');
  });

  it('are given and taken in two boxes', async () => {
    const drawer = dialog('Team leaders');
    await drawer.getByRole('option', { name: /Ben Stone/ }).click();
    await drawer.getByText('1 agent changed').waitFor();
    await checkEverywhere(page, 'members of a role');
    await drawer.getByRole('button', { name: 'SAVE CHANGES' }).click();
    await says('Team leaders was saved');
    await drawer.getByText('Nothing changed').waitFor();
    await drawer.getByRole('button', { name: 'Close' }).last().click();
    await drawer.waitFor({ state: 'detached' });
    await expect.poll(() => row('Team leaders').innerText()).toMatch(/Team leaders\s+1\s/);
  });

  it('change for everybody who has them; what others do shows while one looks', async () => {
    await row('Team leaders').getByRole('button', { name: 'Team leaders', exact: true }).click();
    const drawer = dialog('Team leaders');
    await drawer.getByLabel('Import leads from files').uncheck();
    await drawer.getByText('Counts at once for 1 agent').waitFor();
    await drawer.getByRole('button', { name: 'SAVE CHANGES' }).click();
    await says('Team leaders was saved');
    await drawer.getByRole('button', { name: 'Close' }).last().click();
    await row('Team leaders').getByText('Leads 3 of 4').waitFor();
    await api('post', '/roles', {
      name: 'Auditors',
      permissions: ['agent.view'],
      scope: 'all',
      twoFactor: 'app',
      sessionSeconds: 3600,
      sessionLimit: null,
      autoDial: null,
    });
    await row('Auditors').waitFor();
    await checkEverywhere(page, 'dialer roles');
  });

  it('ask before what was typed is lost', async () => {
    await row('Auditors').getByRole('button', { name: 'Auditors', exact: true }).click();
    const drawer = dialog('Auditors');
    await drawer.getByLabel('Name').fill('Someone else');
    await drawer.getByRole('button', { name: 'Close' }).last().click();
    await dialog('Leave without saving?').getByRole('button', { name: 'Discard' }).click();
    await drawer.waitFor({ state: 'detached' });
    await row('Auditors').waitFor();
  });

  it('are not deleted while somebody has no other, and say who', async () => {
    await row('Agents').getByRole('button', { name: 'Delete Agents' }).click();
    const question = dialog('Agents cannot be deleted yet');
    await question.getByRole('link', { name: 'Cleo Stone' }).waitFor();
    expect(await question.getByRole('button', { name: 'Delete role' }).isDisabled()).toBe(true);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await row('Team leaders').getByRole('button', { name: 'Delete Team leaders' }).click();
    await dialog('Delete Team leaders?').getByText('Its only agent keeps their other roles').waitFor();
    await dialog('Delete Team leaders?').getByRole('button', { name: 'Delete role' }).click();
    await row('Team leaders').waitFor({ state: 'detached' });
  });
});

describe('user groups', () => {
  it('say what they are for, join leads to agents, and count both', async () => {
    await page.goto('/dialer/user-groups');
    await says('Say which leads go to whom');
    await checkEverywhere(page, 'no user group');
    await page.getByRole('button', { name: 'Add a user group' }).last().click();
    const drawer = dialog('New user group');
    await drawer.getByRole('textbox', { name: 'Name' }).fill('Spanish');
    await drawer.getByLabel('Weight from').fill('9');
    await drawer.getByLabel('Weight to').fill('3');
    await drawer.getByRole('option', { name: 'Berlin' }).click();
    await drawer.getByRole('button', { name: 'CREATE USER GROUP' }).click();
    await drawer.getByText('The last number must not be below the first.').waitFor();
    await drawer.getByLabel('Weight from').fill('');
    await drawer.getByLabel('Weight to').fill('');
    await checkEverywhere(page, 'new user group');
    await drawer.getByRole('button', { name: 'CREATE USER GROUP' }).click();
    await drawer.waitFor({ state: 'detached' });
    await expect.poll(() => row('Spanish').innerText()).toMatch(/Every open lead\s+1\s+Berlin\s+0/);
    await checkEverywhere(page, 'user groups');
  });

  it('are changed and deleted', async () => {
    await row('Spanish').getByRole('button', { name: 'Spanish', exact: true }).click();
    const drawer = dialog('Spanish');
    await drawer.getByLabel('Weight', { exact: true }).fill('7');
    await drawer.getByRole('button', { name: 'SAVE CHANGES' }).click();
    await drawer.waitFor({ state: 'detached' });
    await row('Spanish').getByRole('cell', { name: '7', exact: true }).waitFor();
    await row('Spanish').getByRole('button', { name: 'Delete Spanish' }).click();
    await dialog('Delete Spanish?').getByRole('button', { name: 'Delete user group' }).click();
    await says('Say which leads go to whom');
  });
});

describe('the settings of the Dialer', () => {
  it('say how many agents a change counts for, before it does', async () => {
    await page.goto('/dialer/settings');
    await checkEverywhere(page, 'dialer settings');
    await page.getByRole('combobox', { name: 'Personal Predictive Queue' }).click();
    await page.getByRole('option', { name: 'On', exact: true }).click();
    await page.getByRole('form', { name: 'Dialling and extensions' }).getByRole('button', { name: 'SAVE CHANGES' }).click();
    const question = dialog('Change defaults?');
    await question.getByText('Personal Predictive Queue: 2 agents').waitFor();
    await question.getByRole('button', { name: 'Change defaults' }).click();
    await says('Settings saved');
    expect((await api<{ ppq: boolean }>('get', '/dialer-settings')).ppq).toBe(true);
  });

  it('change the range of extensions without a question, and refuse one that ends before it begins', async () => {
    const form = page.getByRole('form', { name: 'Dialling and extensions' });
    await form.getByLabel('Extensions from').fill('20000');
    await form.getByRole('button', { name: 'SAVE CHANGES' }).click();
    await form.getByText('The range of extensions must not end before it begins.').waitFor();
    await form.getByLabel('Extensions to').fill('20999');
    await form.getByRole('button', { name: 'SAVE CHANGES' }).click();
    await expect.poll(async () => (await api<{ extensionTo: number }>('get', '/dialer-settings')).extensionTo).toBe(20999);
  });

  it('give every phone a new password with another SIP domain, shown once', async () => {
    const form = page.getByRole('form', { name: 'SIP domain' });
    await form.getByText('1 phone has a password').waitFor();
    await form.getByLabel('SIP domain').fill('sip.northwind.example');
    await form.getByRole('button', { name: 'CHANGE SIP DOMAIN' }).click();
    await dialog(/Change the SIP domain to/)
      .getByRole('button', { name: 'Change domain and 1 password' })
      .click();
    const shown = dialog('1 new password');
    await shown.getByRole('rowheader', { name: 'Cleo Stone' }).waitFor();
    await checkEverywhere(page, 'new SIP passwords');
    expect(await shown.getByRole('button', { name: 'Close' }).isDisabled()).toBe(true);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      shown.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('sip-passwords-sip.northwind.example.csv');
    await shown.getByLabel('I have kept them').check();
    await shown.getByRole('button', { name: 'Close' }).click();
    await shown.waitFor({ state: 'detached' });
    expect((await api<{ sipDomain: string }>('get', '/dialer-settings')).sipDomain).toBe('sip.northwind.example');
  });

  it('leave no complaint of the browser', () => {
    expect(workshop.ana.complaints).toEqual([]);
  });
});
