import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { goInside } from './go-inside.ts';
import { addAgents } from './many-agents.ts';
import { newPerson, type Person, signIn, signUp, takeSession } from './person.ts';
import { type RunningRollcall, startRollcall } from './rollcall.ts';
import { checkEverywhere } from './workshop.ts';

// No page, in either theme, at either width, breaks a rule of WCAG 2.2 A or AA that axe can check.

const COLLEAGUES = [
  ['Ben', 'Okafor'],
  ['Zoë', 'Grünwald-Castellanos de la Fuente'],
  ['Мария', 'Иванова'],
  ['ليلى', 'حداد'],
] as const;

let rollcall: RunningRollcall;
let browser: Browser;

beforeAll(async () => {
  [rollcall, browser] = await Promise.all([startRollcall(), launchChromium()]);
  const { page, context } = await newPerson(browser, rollcall.url);
  await signUp(context, { company: 'Northwind Calls', email: 'ana@northwind.example' });
  await takeSession(page, 'ana@northwind.example');
  for (const [index, [firstName, lastName]] of COLLEAGUES.entries()) {
    const body = { firstName, lastName, email: `user${index}@northwind.example`, portalRoles: ['reports', 'finance', 'orders'] };
    const answer = await context.request.post('/api/v1/users', { data: body });
    expect(answer.status()).toBe(201);
  }
  expect((await context.request.post('/api/v1/tags', { data: { name: 'Berlin' } })).status()).toBe(201);
  await addAgents(rollcall, 12);
  await context.close();
});
afterAll(async () => {
  await browser?.close();
  await rollcall?.stop();
});

const VISITOR_PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  '/sign-in': (page) => page.getByRole('button', { name: 'Sign in', exact: true }).waitFor(),
  '/sign-up': (page) => page.getByRole('button', { name: 'Sign up' }).waitFor(),
  '/forgot-password': (page) => page.getByLabel('E-mail').waitFor(),
  '/activate#nonsense': (page) => page.getByText('This link does not work.').waitFor(),
  '/reset-password#nonsense': (page) => page.getByText('This link does not work.').waitFor(),
  '/mailbox': (page) => page.getByRole('heading', { name: 'Mailbox' }).waitFor(),
};

const OWN_PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  '/': (page) => page.getByRole('heading', { name: /Ana/ }).waitFor(),
  '/settings/users': (page) => page.getByText('Ben Okafor').first().waitFor(),
  '/settings/users?q=nobody-at-all': (page) => page.getByText('No user matches').waitFor(),
  '/settings/users?user=new': (page) => page.getByRole('button', { name: 'CREATE USER', exact: true }).waitFor(),
  '/settings/users?user=00000000-0000-7000-8000-000000000000': (page) =>
    page.getByText('This user does not exist').first().waitFor(),
  '/connect': (page) => page.getByText('Nothing to connect').waitFor(),
  '/settings/account': (page) => page.getByRole('combobox', { name: 'Timezone' }).waitFor(),
  '/activity': (page) => page.getByText('Ben Okafor').first().waitFor(),
  '/activity?q=nobody-at-all': (page) => page.getByText('No entry matches').waitFor(),
  '/activity/live': (page) => page.getByText('Ben Okafor').first().waitFor(),
  '/me/activity': (page) => page.getByText('signed in').first().waitFor(),
  '/me': (page) => page.getByRole('combobox', { name: 'Timezone' }).waitFor(),
  '/settings/roles': (page) => page.getByRole('heading', { name: 'Roles' }).waitFor(),
  '/settings/security': (page) => page.getByText('The list is empty.').waitFor(),
  '/dialer/tags': (page) => page.getByText('Berlin').first().waitFor(),
  '/dialer/skill-groups': (page) => page.getByRole('heading', { name: 'Say what agents can do' }).waitFor(),
  '/change-password': (page) => page.getByLabel('Present password').waitFor(),
  '/dialer/leads': (page) => page.getByText('No leads yet').waitFor(),
  '/dialer/leads?q=nobody-at-all': (page) => page.getByText('No lead matches').waitFor(),
  '/dialer/leads?lead=new': (page) => page.getByRole('form', { name: 'New lead' }).waitFor(),
  '/dialer/users': (page) => page.locator('[data-row-actions]').first().waitFor(),
  '/dialer/users/new': (page) => page.getByRole('group', { name: 'Skill groups' }).waitFor(),
  '/dialer/users?q=nobody-at-all': (page) => page.getByText('No user matches').waitFor(),
  '/no-such-page': (page) => page.getByText('There is no page at this address.').waitFor(),
};

/** Lists in which what is typed finds nothing: where each is, how it is opened, and its field. */
const SEARCHED: Record<string, [path: string, open: string | null, field: string, words: string]> = {
  'a field with one choice': ['/me', null, 'Timezone', 'Nothing found'],
  'a field with several': ['/me', null, 'More spoken languages', 'Nothing found'],
  'a field that adds': ['/settings/users?user=new', null, 'Departments', 'No departments yet. Type a name to add one.'],
  'a filter of kinds': ['/activity', 'What', 'Find a kind', 'Nothing found'],
  'a filter of people': ['/activity', 'Who', 'Find a person', 'Nobody found'],
  'a filter of a list': ['/dialer/leads', 'Language', 'Find', 'Nothing found'],
};

describe('a visitor', () => {
  let person: Person;
  beforeAll(async () => {
    person = await newPerson(browser, rollcall.url);
    await person.page.goto('/no-such-page');
  });

  it.each(Object.entries(VISITOR_PAGES))('%s', async (path, isReady) => {
    // A page of the server's.
    if (path === '/mailbox') await person.page.goto(path);
    else await goInside(person.page, path);
    await isReady(person.page);
    await checkEverywhere(person.page, path);
  });

  it('leaves no complaint of the browser', () => {
    expect(person.complaints).toEqual([]);
  });
});

describe('a signed-in user', () => {
  let person: Person;
  beforeAll(async () => {
    person = await newPerson(browser, rollcall.url, { dark: true });
    await signIn(person.page, 'ana@northwind.example');
  });

  it.each(Object.entries(OWN_PAGES))('%s', async (path, isReady) => {
    await goInside(person.page, path);
    await isReady(person.page);
    await checkEverywhere(person.page, path);
  });

  it('the panel of a user, and the question before they are deleted', async () => {
    const { page } = person;
    await goInside(page, '/settings/users');
    await page.getByText('Ben Okafor').first().click();
    const panel = page.getByRole('dialog', { name: /Ben Okafor/ });
    await panel.waitFor();
    await checkEverywhere(page, 'user drawer');
    await panel.getByRole('button', { name: /Delete/ }).click();
    await page.getByRole('button', { name: 'Delete Ben Okafor', exact: true }).last().waitFor();
    await checkEverywhere(page, 'delete dialog');
  });

  it.each(Object.entries(SEARCHED))('a list in which nothing is found: %s', async (name, [path, open, label, words]) => {
    const { page } = person;
    await goInside(page, path);
    if (open) await page.getByRole('button', { name: open, exact: true }).click();
    const field = page.getByLabel(label, { exact: true }).and(page.locator('input:visible'));
    if (name === 'a field that adds') await field.click();
    else await field.fill('qqqq');
    await page.getByText(words, { exact: true }).filter({ visible: true }).waitFor();
    await checkEverywhere(page, `nothing found in ${name}`);
  });

  it('the members of a tag, in two boxes', async () => {
    const { page } = person;
    await goInside(page, '/dialer/tags');
    await page.getByRole('button', { name: 'Berlin', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: /Berlin/ });
    await drawer.getByRole('option').first().click();
    await drawer.getByText('1 agent changed').waitFor();
    await checkEverywhere(page, 'members of a tag');
  });

  it('the page of an agent, with what is wrong in it', async () => {
    const { page, context } = person;
    const { items } = (await (await context.request.get('/api/v1/roles')).json()) as { items: { id: string }[] };
    const body = { username: 'mira', email: 'mira@northwind.example', sipOption: 'pbx', virtualExtension: '2001' };
    const made = await context.request.post('/api/v1/agents', { data: { ...body, dialerRoles: items.map(({ id }) => id) } });
    await goInside(page, `/dialer/users/${((await made.json()) as { id: string }).id}`);
    await page.getByRole('button', { name: 'Make a password' }).waitFor();
    await page.getByLabel('Username', { exact: false }).first().fill('no name');
    await page.getByRole('button', { name: 'Remove all: Roles' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('2 fields to correct').waitFor();
    await checkEverywhere(page, 'agent with errors');
  });

  it('leaves no complaint of the browser', () => {
    expect(person.complaints).toEqual([]);
  });
});
