import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dialer, furnishDialer, make, readAgent, signInAsLeader } from './dialer.ts';
import { newPerson, type Person } from './person.ts';
import { startWorkshop, type Workshop } from './workshop.ts';

// D-2, D-3, D-4: the page of a new agent and of one who is there, as a person uses it.

let workshop: Workshop;
let dialer: Dialer;
let page: Page;

beforeAll(async () => {
  workshop = await startWorkshop();
  dialer = await furnishDialer(workshop.ana, { tags: 300 });
  ({ page } = workshop.ana);
});
afterAll(async () => workshop?.stop());

let count = 0;
/** An agent with the role *Callers*. */
async function agent(more: object = {}): Promise<{ id: string; username: string; email: string }> {
  count += 1;
  const username = `agent.${count}`;
  const body = { username, email: `${username}@northwind.example`, firstName: 'Mira', lastName: 'Novak', ...more };
  const made = await make(workshop.ana, 'agents', { dialerRoles: [dialer.roles.Callers], ...body });
  return { ...made, username, email: body.email };
}

async function open(path: string, on: Page = page): Promise<void> {
  await on.goto(path);
  await on.getByRole('heading', { name: 'Basic settings' }).waitFor();
}

const box = (side: 'Available' | 'Selected', label: string, on: Page = page) =>
  on.getByRole('group', { name: label, exact: false }).getByRole('listbox', { name: `${label}: ${side}` });
const field = (label: string, on: Page = page) => on.getByLabel(label, { exact: false }).first();
const save = (on: Page = page) => on.getByRole('button', { name: 'Save', exact: true });
const inForce = (name: string): Locator => page.locator(`[data-in-force="${name}"]`);

describe('a new agent', () => {
  it('is made with what was chosen, and gets a mail', async () => {
    await open('/dialer/users/new');
    await field('Username').fill('ana.silva');
    await field('First Name').fill('Ana');
    await field('Last Name').fill('Silva');
    await page.getByRole('textbox', { name: /^Email/ }).fill('ana.silva@northwind.example');
    await field('Caller ID Number').fill('+49 30 123456');
    await page.getByRole('button', { name: 'Generate available' }).click();
    await expect.poll(() => field('Virtual Extension').inputValue()).toMatch(/^\d{2,10}$/);
    await box('Available', 'Roles').getByRole('option', { name: 'Callers' }).click();
    await box('Available', 'Tags').getByRole('option', { name: 'Berlin', exact: true }).click();
    await box('Available', 'Skill groups').getByRole('option', { name: 'German', exact: true }).click();
    await page.getByLabel('Level in German').selectOption('9');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'Ana Silva' }).waitFor();
    await workshop.mail.next('ana.silva@northwind.example');
    const made = await readAgent(workshop.ana, new URL(page.url()).pathname.split('/').at(-1) ?? '');
    expect(made).toMatchObject({
      username: 'ana.silva',
      status: 'pending',
      callerIdNumber: '+4930123456',
      dialerRoles: [{ name: 'Callers' }],
      tags: [{ name: 'Berlin' }],
      skillGroups: [{ name: 'German', level: 9 }],
    });
    await expect.poll(() => field('Caller ID Number').inputValue()).toBe('+49 30 123456');
  });

  it('is not made of what is wrong: counted at the top, said beside each field, the first one has the focus', async () => {
    await open('/dialer/users/new');
    await page.getByRole('textbox', { name: /^Email/ }).fill('no address');
    await field('Caller ID Number').fill('+49 1');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const list = page.getByRole('alert').filter({ hasText: 'fields to correct' });
    await list.waitFor();
    expect(await list.getByRole('button').allTextContents()).toEqual(['Username', 'Email', 'Caller ID Number', 'Roles']);
    expect(await field('Username').evaluate((element) => element === document.activeElement)).toBe(true);
    await list.getByRole('button', { name: 'Roles' }).click();
    expect(await box('Available', 'Roles').evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => list.getByRole('button').count()).toBe(3);
  });

  it('is told beside the field that an extension is taken', async () => {
    await agent({ virtualExtension: '4711' });
    await open('/dialer/users/new');
    await field('Username').fill('late');
    await page.getByRole('textbox', { name: /^Email/ }).fill('late@northwind.example');
    await box('Available', 'Roles').getByRole('option', { name: 'Callers' }).click();
    await field('Virtual Extension').fill('4711');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '1 field to correct' }).waitFor();
    await expect.poll(() => field('Virtual Extension').evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field('Username').inputValue()).toBe('late');
  });
});

it('follows what others make and delete, and keeps what was typed where a list cannot be read', async () => {
  await open('/dialer/users/new');
  await field('Username').fill('kept.name');
  const json = { type: 'about:blank', title: 'No', status: 403, code: 'permission.missing', requestId: 'test' };
  await page.route('**/api/v1/tags', (route) => route.fulfill({ status: 403, contentType: 'application/problem+json', json }));
  const refused = page.waitForResponse((response) => response.url().endsWith('/api/v1/tags') && response.status() === 403);
  const { id } = await make(workshop.ana, 'tags', { name: 'Made meanwhile' });
  await refused;
  await page.unroute('**/api/v1/tags');
  await make(workshop.ana, 'tags', { name: 'Made later' });
  const search = page.getByRole('group', { name: 'Tags' }).getByRole('searchbox').first();
  await search.fill('Made');
  await box('Available', 'Tags').getByRole('option', { name: 'Made later' }).waitFor();
  await box('Available', 'Tags').getByRole('option', { name: 'Made meanwhile' }).click();
  expect(await field('Username').inputValue()).toBe('kept.name');
  await box('Selected', 'Tags').getByRole('option', { name: 'Made meanwhile' }).waitFor();
  expect((await workshop.ana.context.request.delete(`/api/v1/tags/${id}`)).ok()).toBe(true);
  await box('Selected', 'Tags').getByRole('option', { name: 'Made meanwhile' }).waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: /^Email/ }).fill('kept.name@northwind.example');
  await box('Available', 'Roles').getByRole('option', { name: 'Callers' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('heading', { name: 'kept.name' }).waitFor();
});

it('what is in force follows the roles as they are chosen, and names them', async () => {
  await open('/dialer/users/new');
  await expect.poll(() => inForce('sessionSeconds').textContent()).toBe('In force: 12 hours, from the account.');
  await box('Available', 'Roles').getByRole('option', { name: 'Callers' }).click();
  await expect.poll(() => inForce('sessionSeconds').textContent()).toBe('In force: 8 hours, from the role Callers.');
  await expect.poll(() => inForce('autoDial').textContent()).toBe('In force: On, from the role Callers.');
  await box('Available', 'Roles').getByRole('option', { name: 'Night shift' }).click();
  await expect.poll(() => inForce('sessionSeconds').textContent()).toBe('In force: 4 hours, from the role Night shift.');
  await field('Max User Session Timeout').fill('3600');
  await expect
    .poll(() => inForce('sessionSeconds').textContent())
    .toBe('In force: 1 hour, set for this user. Without it: 4 hours, from the role Night shift.');
  await page.getByText('= 1 hour').waitFor();
});

it('the boxes are worked by keyboard alone, among hundreds of lines', async () => {
  const { id } = await agent();
  await open(`/dialer/users/${id}`);
  const [available, selected] = [box('Available', 'Tags'), box('Selected', 'Tags')];
  const status = page.getByRole('group', { name: 'Tags' }).getByRole('status');
  expect(await available.getByRole('option').count()).toBeLessThan(40);
  await available.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.type('lis');
  await page.keyboard.press('Enter');
  await expect.poll(() => status.textContent()).toBe('Lisbon added, 1 selected');
  expect(await available.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect.poll(() => selected.getByRole('option').count()).toBe(2);
  await page.getByRole('searchbox', { name: 'Search what is available: Tags' }).fill('berlin 1');
  await page.getByRole('button', { name: 'Add those found: Tags' }).press('Enter');
  const moved = Number(/^\d+/.exec((await status.textContent()) ?? '')?.[0]);
  expect(moved).toBeGreaterThan(3);
  const held = () => selected.getByRole('option').first().getAttribute('aria-setsize');
  await expect.poll(held).toBe(String(moved + 2));
  await selected.focus();
  await page.keyboard.press('Enter');
  await expect.poll(held).toBe(String(moved + 1));
  await save().press('Enter');
  await expect.poll(async () => (await readAgent(workshop.ana, id)).tags.length).toBe(moved + 1);
});

describe('two who edit one agent', () => {
  let other: Person;
  beforeAll(async () => {
    other = await newPerson(workshop.browser, workshop.url);
    await other.context.addCookies(await workshop.ana.context.cookies());
  });
  afterAll(async () => other?.context.close());

  it('the second is told at once, and decides field by field', async () => {
    const { id } = await agent();
    await open(`/dialer/users/${id}`);
    await open(`/dialer/users/${id}`, other.page);
    await field('Last Name').fill('Petrova');
    await field('Caller ID Name').fill('Northwind');
    await field('Last Name', other.page).fill('Silva');
    await field('First Name', other.page).fill('Maria');
    await save(other.page).click();
    const note = page.getByRole('alert').filter({ hasText: 'Somebody else changed this user meanwhile' });
    await note.waitFor();
    expect(await note.textContent()).toContain('First Name, Last Name');
    await save().click();
    const conflict = page.getByRole('region', { name: 'Somebody else changed this user meanwhile' });
    await conflict.waitFor();
    await conflict.getByRole('radio', { name: 'You: Petrova' }).check();
    await conflict.getByRole('button', { name: 'Save', exact: true }).click();
    await expect
      .poll(() => readAgent(workshop.ana, id))
      .toMatchObject({ firstName: 'Maria', lastName: 'Petrova', callerIdName: 'Northwind' });
  });

  it('who typed nothing sees what the other saved', async () => {
    const { id } = await agent();
    await open(`/dialer/users/${id}`);
    await open(`/dialer/users/${id}`, other.page);
    await field('Last Name', other.page).fill('Silva');
    await save(other.page).click();
    await expect.poll(() => field('Last Name').inputValue()).toBe('Silva');
    expect(await save().isDisabled()).toBe(true);
  });
});

it('says how many fields changed, discards them, and asks before they are lost', async () => {
  const { id } = await agent();
  await open(`/dialer/users/${id}`);
  await field('Last Name').fill('Silva');
  await page.getByLabel('Auto Dial', { exact: false }).first().click();
  await page.getByRole('option', { name: 'Off', exact: true }).click();
  await page.getByText('2 fields changed').waitFor();
  await page
    .getByRole('link', { name: 'Home' })
    .or(page.getByRole('link', { name: 'Users' }))
    .first()
    .click();
  const question = page.getByRole('dialog', { name: 'Leave without saving 2 changes?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await field('Last Name').inputValue()).toBe('Silva');
  const asks = page.waitForEvent('dialog');
  const gone = page.reload();
  expect((await asks).type()).toBe('beforeunload');
  await gone;
  await page.getByRole('heading', { name: 'Basic settings' }).waitFor();
  await field('Last Name').fill('Silva');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  expect(await field('Last Name').inputValue()).toBe('Novak');
  await page.getByText('Nothing changed').waitFor();
});

it('a phone gets a password that is shown once', async () => {
  const { id } = await agent({ sipOption: 'pbx', pbxUsername: 'mira-phone' });
  await open(`/dialer/users/${id}`);
  await page.getByRole('button', { name: 'Make a password' }).click();
  const dialog = page.getByRole('dialog', { name: 'The password of the phone' });
  expect(await dialog.locator('[data-sip-password]').textContent()).toMatch(/^\S{24}$/);
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await page.getByText('Its password was made').waitFor();
  await expect.poll(() => page.locator('[data-sip-password]').count()).toBe(0);
  await page.getByRole('button', { name: 'Make a password' }).click();
  await page.getByRole('dialog', { name: 'Make another password for the phone?' }).waitFor();
  await page.keyboard.press('Escape');
});

it('a token is set, replaced and removed, and never shown', async () => {
  const { id } = await agent({ caldavToken: 'first-token' });
  await open(`/dialer/users/${id}`);
  expect(await page.content()).not.toContain('first-token');
  await page.getByText('Set. It is never shown.').waitFor();
  await page.getByRole('button', { name: 'Replace' }).click();
  await page.getByLabel('CalDAV token', { exact: false }).first().fill('second-token');
  await page.getByText('1 field changed').waitFor();
  await save().click();
  await page.getByText('Set. It is never shown.').waitFor();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await save().click();
  await expect.poll(async () => (await readAgent(workshop.ana, id)).caldavToken).toBe(false);
});

describe('a team leader', () => {
  let leader: Person;
  beforeAll(async () => {
    leader = await signInAsLeader(workshop, dialer);
  });
  afterAll(async () => leader?.context.close());

  it('sees what they may not change, with the reason, and changes the rest', async () => {
    const { id } = await agent({ tags: [dialer.tags.Berlin] });
    const on = leader.page;
    await open(`/dialer/users/${id}`, on);
    const superuser = on.getByRole('switch', { name: /Make Tenant SuperUser/ });
    await superuser.focus();
    await on.getByRole('tooltip').waitFor();
    await superuser.press(' ');
    expect(await superuser.isChecked()).toBe(false);
    expect(await field('Max User Concurrent Sessions', on).getAttribute('aria-disabled')).toBe('true');
    expect(await box('Available', 'Roles', on).getByRole('option').first().getAttribute('aria-disabled')).toBe('true');
    await field('Caller ID Name', on).fill('Berlin desk');
    await save(on).click();
    await expect.poll(async () => (await readAgent(workshop.ana, id)).callerIdName).toBe('Berlin desk');
  });

  it('changes nothing of somebody who outranks them, and finds nobody outside their tags', async () => {
    const { id } = await agent({ tags: [dialer.tags.Berlin], dialerRoles: [dialer.roles.Bosses] });
    const on = leader.page;
    await open(`/dialer/users/${id}`, on);
    expect(await save(on).getAttribute('aria-disabled')).toBe('true');
    expect(await field('Last Name', on).getAttribute('readonly')).not.toBeNull();
    const stranger = await agent({ tags: [dialer.tags.Lisbon] });
    await on.goto(`/dialer/users/${stranger.id}`);
    await on.getByRole('heading', { name: 'There is no such user' }).waitFor();
  });
});

it('nothing of this made the browser complain', () => {
  expect(workshop.ana.complaints).toEqual([]);
});
