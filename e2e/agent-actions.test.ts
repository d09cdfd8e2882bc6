import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';
import { goInside } from './go-inside.ts';
import { demandProofOnce, type Northwind, openDrawer, prove, startNorthwind } from './northwind.ts';
import { newPerson, type Person, signIn, takeSession } from './person.ts';

// What is done to an agent: from the list's menu, from their page, and from the Portal's drawer.

let northwind: Northwind;
let ana: Person;
let role: string;

beforeAll(async () => {
  northwind = await startNorthwind();
  ana = northwind.ana;
  const { items } = await read('/api/v1/roles');
  role = items[0].id;
  for (const name of ['Ben', 'Cleo', 'Dan'] as const)
    await post(`/api/v1/agents/${northwind.users[name]}`, { dialerRoles: [role] });
  await post('/api/v1/skill-groups', { name: 'Billing' });
});
afterAll(() => northwind?.stop());

async function read(path: string) {
  return (await ana.context.request.get(path)).json();
}

async function post(path: string, data: object): Promise<{ id: string }> {
  const answer = await ana.context.request.post(path, { data });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return answer.json();
}

async function openMenu(page: Page, name: string): Promise<Locator> {
  await goInside(page, '/dialer/users');
  await page.getByRole('button', { name: `Actions for ${name} Stone` }).click();
  const menu = page.getByRole('menu');
  await menu.waitFor();
  return menu;
}

/** The calls that ask how many leads somebody has, from now on. */
function countsOfLeads(page: Page, id: string): string[] {
  const calls: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(`/api/v1/agents/${id}/leads/count`)) calls.push(request.url());
  });
  return calls;
}

/** In the page: how high the dialog was when it was asked, and how low it ever got until it was gone. */
function heightsUntilGone(element: Element): Promise<{ first: number; least: number }> {
  const dialog = element as HTMLElement;
  const first = dialog.offsetHeight;
  let least = first;
  return new Promise((resolve) => {
    const look = () => {
      if (!dialog.isConnected) return resolve({ first, least });
      least = Math.min(least, dialog.offsetHeight);
      requestAnimationFrame(look);
    };
    look();
  });
}

const choose = (menu: Locator, name: string) => menu.getByRole('menuitem', { name, exact: true }).click();

describe('a reset of the password', () => {
  it('shows a temporary one once, which works once and must be changed', async () => {
    const { page } = ana;
    await choose(await openMenu(page, 'Ben'), 'Reset password');
    const dialog = page.getByRole('dialog', { name: 'Reset the password of Ben Stone?' });
    await dialog.getByRole('radio', { name: 'Make a temporary password' }).check();
    await checkPage(page, 'reset password');
    await demandProofOnce(page, 'POST', '**/temporary-password');
    await dialog.getByRole('button', { name: 'Make the password' }).click();
    await prove(page);
    const shown = page.getByRole('dialog', { name: 'Temporary password of Ben Stone' });
    const password = (await shown.locator('[data-temporary-password]').textContent()) ?? '';
    expect(password).toMatch(/^\S{4}(-\S{4}){3}$/);
    await checkPage(page, 'temporary password');
    await page.keyboard.press('Escape');
    await shown.getByRole('button', { name: 'I have passed it on' }).click();
    await shown.waitFor({ state: 'detached' });
    const ben = await newPerson(northwind.browser, northwind.url);
    await signIn(ben.page, 'ben@northwind.example', password);
    await ben.page.waitForURL('**/change-password**');
    const again = await ben.context.request.post('/api/v1/sessions', { data: { login: 'ben@northwind.example', password } });
    expect(again.status()).toBe(401);
  });
});

describe('the menu', () => {
  it('leads to their page, their activity, and that live', async () => {
    const { page } = ana;
    const id = northwind.users.Cleo;
    await choose(await openMenu(page, 'Cleo'), 'Edit');
    await page.waitForURL(`**/dialer/users/${id}`);
    await page.getByRole('heading', { name: 'Cleo Stone' }).waitFor();
    await page.getByRole('button', { name: 'Actions for Cleo Stone' }).click();
    await choose(page.getByRole('menu'), 'Activity');
    await page.waitForURL(`**/settings/users/${id}/activity`);
    await choose(await openMenu(page, 'Cleo'), 'Activity (live)');
    await page.waitForURL(`**/activity/live?actor=${id}`);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await checkPage(page, 'live of one');
  });
});

describe('Why?', () => {
  it('says yes or no, with each step of the chain', async () => {
    const { page } = ana;
    await choose(await openMenu(page, 'Cleo'), 'Why?');
    const dialog = page.getByRole('dialog', { name: 'Why? Cleo Stone' });
    const chain = dialog.getByRole('region', { name: 'Sign-in' });
    await chain.getByText(/^Yes, they can sign in/).waitFor();
    await chain.getByText('The user is active.').waitFor();
    await dialog.getByText('They serve no user group', { exact: false }).waitFor();
    await checkPage(page, 'why');
    await dialog.getByLabel('From the address').fill('nowhere');
    await dialog.getByRole('button', { name: 'Ask' }).click();
    await dialog.getByText('Write an address like 203.0.113.7.').waitFor();
    await post(`/api/v1/users/${northwind.users.Cleo}/allowed-addresses`, { block: '198.51.100.0/24', label: 'Office' });
    const { version } = await read(`/api/v1/users/${northwind.users.Cleo}`);
    await ana.context.request.patch(`/api/v1/users/${northwind.users.Cleo}`, {
      data: { limitsAddresses: true },
      headers: { 'if-match': `"${version}"` },
    });
    await dialog.getByLabel('From the address').fill('203.0.113.7');
    await dialog.getByRole('button', { name: 'Ask' }).click();
    await chain.getByText(/^No, they cannot sign in from 203\.0\.113\.7/).waitFor();
    await chain.getByText('No entry of the allowed addresses contains 203.0.113.7.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('leaving', () => {
  it('hands the leads over to agents who are chosen, and comes back from the deleted', async () => {
    const { page } = ana;
    for (const phone of ['+493023125001', '+493023125002', '+493023125003']) {
      const lead = await post('/api/v1/leads', { firstName: 'Zoe', phone });
      await post('/api/v1/leads/assignment', { leads: [lead.id], to: northwind.users.Dan });
    }
    const counts = countsOfLeads(page, northwind.users.Dan);
    await choose(await openMenu(page, 'Dan'), 'Delete user');
    const dialog = page.getByRole('dialog', { name: 'Delete Dan Stone?' });
    await dialog.getByText('the 3 leads that are still to be called', { exact: false }).waitFor();
    await dialog.getByRole('radio', { name: 'Hand them to other agents, evenly' }).check();
    await dialog.getByLabel('Agents who get them').fill('cleo');
    await page.getByRole('option', { name: 'Cleo Stone' }).click();
    await dialog.getByText('At most 3 leads each.').waitFor();
    await page.getByRole('option', { name: 'Ben Stone' }).waitFor();
    await checkPage(page, 'delete agent');
    await dialog.getByRole('button', { name: 'Delete Dan Stone' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { count } = await read(`/api/v1/leads/count?assignedTo=${northwind.users.Cleo}`);
    expect(count).toBe(3);
    expect(counts, 'asked when the dialog opened, not again for somebody who is deleted').toHaveLength(1);

    await goInside(page, '/dialer/users?status=deleted');
    await page.getByRole('button', { name: 'Actions for Dan Stone' }).click();
    await page.getByRole('menuitem', { name: 'Restore' }).click();
    const question = page.getByRole('dialog', { name: 'Restore Dan Stone?' });
    await checkPage(page, 'restore agent');
    await question.getByRole('button', { name: 'Restore' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await read(`/api/v1/agents/${northwind.users.Dan}`)).toMatchObject({ status: 'active' });
  });

  it('hands them over from the Portal’s list of users as well', async () => {
    const { page } = ana;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.goto('/settings/users');
    const counts = countsOfLeads(page, northwind.users.Cleo);
    await page.getByRole('button', { name: 'Delete Cleo Stone' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Cleo Stone?' });
    await dialog.getByText('They leave the Dialer.', { exact: false }).waitFor();
    await dialog.getByRole('radio', { name: 'Hand them to other agents, evenly' }).check();
    await dialog.getByLabel('Agents who get them').fill('dan');
    await page.getByRole('option', { name: 'Dan Stone' }).click();
    await page.getByRole('option', { name: 'Ben Stone' }).waitFor();
    await checkPage(page, 'delete an agent in the Portal');
    const heights = dialog.evaluate(heightsUntilGone);
    await dialog.getByRole('button', { name: 'Delete Cleo Stone' }).click();
    const { first, least } = await heights;
    expect(least, 'the dialog keeps its words while it fades').toBe(first);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect((await read(`/api/v1/leads/count?assignedTo=${northwind.users.Dan}`)).count).toBe(3);
    expect(counts).toHaveLength(1);
    await post(`/api/v1/users/${northwind.users.Cleo}/restore`, {});
  });

  it('from the Dialer alone keeps the user', async () => {
    const { page } = ana;
    const counts = countsOfLeads(page, northwind.users.Dan);
    await choose(await openMenu(page, 'Dan'), 'Remove from Dialer');
    const dialog = page.getByRole('dialog', { name: 'Remove Dan Stone from the Dialer?' });
    await checkPage(page, 'remove agent');
    await dialog.getByRole('button', { name: 'Remove from Dialer' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await read(`/api/v1/users/${northwind.users.Dan}`)).toMatchObject({ status: 'active', isAgent: false });
    expect(counts).toHaveLength(1);
  });
});

describe('sessions', () => {
  it('are shown, and all of them ended', async () => {
    const { page } = ana;
    const people = await Promise.all([1, 2].map(() => newPerson(northwind.browser, northwind.url)));
    await ana.context.request.patch(`/api/v1/users/${northwind.users.Cleo}`, {
      data: { limitsAddresses: false },
      headers: { 'if-match': `"${(await read(`/api/v1/users/${northwind.users.Cleo}`)).version}"` },
    });
    for (const one of people) await takeSession(one.page, 'cleo@northwind.example');
    await choose(await openMenu(page, 'Cleo'), 'Sessions');
    const dialog = page.getByRole('dialog', { name: 'Sessions of Cleo Stone' });
    await checkPage(page, 'sessions of an agent');
    await dialog.getByRole('button', { name: 'End all sessions' }).click();
    await dialog.getByRole('button', { name: 'End all sessions' }).waitFor({ state: 'detached' });
    for (const one of people) expect((await one.context.request.get('/api/v1/me')).status()).toBe(401);
  });
});

describe('adding to the Dialer', () => {
  it('makes a user of the Portal an agent, with a role at least', async () => {
    const { page } = ana;
    const drawer = await openDrawer(page, northwind.users.Eva);
    await drawer.getByRole('button', { name: 'Add to Dialer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add Eva Stone to the Dialer' });
    await dialog.getByRole('button', { name: 'Add to Dialer' }).click();
    await dialog.getByText('Choose at least one role.').waitFor();
    await checkPage(page, 'add to dialer');
    await dialog.getByRole('option', { name: 'Agents' }).click();
    await dialog.getByRole('option', { name: 'Billing' }).click();
    await dialog.getByLabel('Level in Billing').selectOption('8');
    await dialog.getByRole('button', { name: 'Add to Dialer' }).click();
    await dialog.waitFor({ state: 'detached' });
    const eva = await read(`/api/v1/agents/${northwind.users.Eva}`);
    expect(eva).toMatchObject({ status: 'active', skillGroups: [{ name: 'Billing', level: 8 }] });
    await drawer.getByRole('button', { name: 'Add to Dialer' }).waitFor({ state: 'detached' });
  });

  it('offers what somebody makes meanwhile, and leaves out what somebody deletes', async () => {
    const { page } = ana;
    const drawer = await openDrawer(page, northwind.users.Finn);
    const open = () => drawer.getByRole('button', { name: 'Add to Dialer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add Finn Stone to the Dialer' });
    const option = (name: string) => dialog.getByRole('option', { name, exact: true });
    await open();
    await option('Agents').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    const lisbon = await post('/api/v1/tags', { name: 'Lisbon' });
    await open();
    await option('Agents').click();
    await option('Lisbon').click();
    const early = await post('/api/v1/skill-groups', { name: 'Early' });
    await option('Early').click();
    await ana.context.request.delete(`/api/v1/skill-groups/${early.id}`);
    await option('Early').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Add to Dialer' }).click();
    await dialog.waitFor({ state: 'detached' });
    const finn = await read(`/api/v1/agents/${northwind.users.Finn}`);
    expect(finn).toMatchObject({ status: 'active', tags: [{ id: lisbon.id }], skillGroups: [] });
  });
});
