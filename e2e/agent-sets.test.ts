import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alone, startAlone } from './alone.ts';
import { addAgents } from './many-agents.ts';
import type { Person } from './person.ts';

// Tags and skill groups: added in place, renamed, deleted, and given to agents in two boxes, of whom there are hundreds.

const AGENTS = 260;

let alone: Alone;
let ana: Person;
let page: Page;

beforeAll(async () => {
  alone = await startAlone();
  ana = alone.ana;
  page = ana.page;
  await addAgents(alone.rollcall, AGENTS);
});
afterAll(() => alone?.stop());

const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
const membersOf = (name: string) => row(name).getByRole('cell').first();

async function addThree(first: string, ...others: string[]): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Name of the new/ });
  for (const name of [first, ...others]) {
    await field.fill(name);
    await page.keyboard.press('Enter');
    await row(name).waitFor();
    await expect.poll(() => field.inputValue()).toBe('');
  }
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
}

async function open(name: string): Promise<Locator> {
  await row(name).getByRole('button', { name, exact: true }).click();
  const drawer = page.getByRole('dialog', { name: new RegExp(name) });
  await drawer.getByRole('listbox').first().waitFor();
  return drawer;
}

/** While members are on their way, what stands in their place keeps clear of the edge of the drawer. */
async function waitsWithin(path: string, name: string): Promise<void> {
  const members = new RegExp(`/api/v1/${path}/[^/]+/agents`);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(members, (route) => answered.then(() => route.continue()));
  await row(name).getByRole('button', { name, exact: true }).click();
  const drawer = page.getByRole('dialog', { name: new RegExp(name) });
  const [edge, line] = [drawer, drawer.locator('.mantine-Skeleton-root').first()].map((one) => one.boundingBox());
  expect(((await line)?.x ?? 0) - ((await edge)?.x ?? 0)).toBeGreaterThanOrEqual(16);
  answer();
  await drawer.getByRole('listbox').first().waitFor();
  await page.unroute(members);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
}

const boxes = (drawer: Locator) => ({
  available: drawer.getByRole('listbox', { name: /Available/ }),
  selected: drawer.getByRole('listbox', { name: /Selected/ }),
});

/** Presses the first line of a box; answers its name. */
async function press(box: Locator): Promise<string> {
  const line = box.getByRole('option').first();
  const name = (await line.locator('bdi').first().textContent()) ?? '';
  await line.click();
  return name;
}

const save = async (drawer: Locator) => {
  await drawer.getByRole('button', { name: 'SAVE CHANGES' }).click();
  await drawer.getByText('Nothing changed').waitFor();
};

describe.each([
  ['tags', 'Tags', 'Add a tag', 'There is a tag with this name already.', 'Delete tag'],
  ['skill-groups', 'Skill groups', 'Add a skill group', 'There is a skill group with this name already.', 'Delete skill group'],
])('%s', (path, title, add, taken, deletes) => {
  it('says what they are for where there is none, and adds several in place', async () => {
    await page.goto('/dialer/users');
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.getByRole('heading', { name: /^Say what agents/ }).waitFor();
    await page.getByRole('button', { name: add }).last().click();
    await addThree('Berlin', 'Night shift', 'Retention');
    await page.getByRole('main').getByRole('note', { name: /3/ }).waitFor();
    await waitsWithin(path, 'Berlin');
  });

  it('adds by the key c, and says where a name is taken', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('c');
    const field = page.getByRole('textbox', { name: /^Name of the new/ });
    await page.keyboard.type('BERLIN');
    await page.keyboard.press('Enter');
    await page.getByText(taken).waitFor();
    expect(await field.inputValue()).toBe('BERLIN');
    await page.keyboard.press('Escape');
  });

  it('renames, and finds by name', async () => {
    await page.getByRole('button', { name: 'Rename Retention' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename Retention' });
    await dialog.getByLabel('Name').fill('Keeping customers');
    await page.keyboard.press('Enter');
    await row('Keeping customers').waitFor();
    await page.getByRole('searchbox').first().fill('keeping');
    await row('Berlin').waitFor({ state: 'detached' });
    expect(page.url()).toContain('q=keeping');
    await page.getByRole('button', { name: 'Clear the search' }).first().click();
    await row('Berlin').waitFor();
  });

  it('moves agents across in two boxes, and saves in one step', async () => {
    const drawer = await open('Berlin');
    const { available, selected } = boxes(drawer);
    const [one, two] = [await press(available), await press(available)];
    await drawer.getByText('2 agents changed').waitFor();
    expect(await selected.getByRole('option').count()).toBe(2);
    await press(selected);
    await drawer.getByText('1 agent changed').waitFor();
    await press(available);
    await save(drawer);
    expect(await selected.getByRole('option').allTextContents()).toEqual([
      expect.stringContaining(one),
      expect.stringContaining(two),
    ]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await expect.poll(() => membersOf('Berlin').textContent()).toBe('2');
  });

  it('searches on the server, and brings more as one scrolls', async () => {
    const drawer = await open('Night shift');
    const { available } = boxes(drawer);
    const sizeOf = async () => Number(await available.getByRole('option').first().getAttribute('aria-setsize'));
    expect(await sizeOf()).toBe(100);
    await available.focus();
    await page.keyboard.press('End');
    await expect.poll(sizeOf).toBe(200);
    await page.keyboard.press('End');
    await expect.poll(sizeOf).toBe(AGENTS);
    await drawer.getByRole('searchbox', { name: /available/ }).fill('agent.137@');
    await expect.poll(sizeOf).toBe(1);
    await drawer.getByRole('button', { name: /^Add those found/ }).click();
    await save(drawer);
    await page.goBack();
    await expect.poll(() => membersOf('Night shift').textContent()).toBe('1');
  });

  it('asks before what was moved is lost', async () => {
    const drawer = await open('Night shift');
    await press(boxes(drawer).available);
    await page.keyboard.press('Escape');
    const question = page.getByRole('dialog', { name: 'Leave without saving 1 change?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await drawer.getByText('1 agent changed').waitFor();
    await drawer.getByRole('button', { name: 'Undo' }).click();
    await drawer.getByText('Nothing changed').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  it('hears of what others change', async () => {
    const { items } = (await (await ana.context.request.get(`/api/v1/${path}`)).json()) as {
      items: { id: string; name: string }[];
    };
    const { id } = items.find(({ name }) => name === 'Keeping customers') ?? { id: '' };
    const agents = (await (await ana.context.request.get('/api/v1/agents?limit=3')).json()) as { items: { id: string }[] };
    const ids = agents.items.map((agent) => agent.id);
    const addAll = path === 'tags' ? ids : ids.map((agent) => ({ id: agent, level: 3 }));
    const answer = await ana.context.request.post(`/api/v1/${path}/${id}/members`, { data: { add: addAll } });
    expect(answer.status()).toBe(200);
    await expect.poll(() => membersOf('Keeping customers').textContent()).toBe('3');
  });

  it('names the consequence before it deletes', async () => {
    await page.getByRole('button', { name: 'Delete Berlin' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Berlin?' });
    await dialog.getByText('Its 2 agents stay').waitFor();
    await dialog.getByRole('button', { name: deletes }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => row('Berlin').count()).toBe(0);
    expect(ana.complaints).toEqual([]);
  });
});

describe('a skill group', () => {
  it('has a level for each agent, which can be changed', async () => {
    const drawer = await open('Keeping customers');
    const levels = drawer.getByRole('combobox', { name: /^Level of/ });
    expect(await levels.count()).toBe(3);
    await levels.first().selectOption('9');
    await drawer.getByText('1 agent changed').waitFor();
    await press(boxes(drawer).available);
    await levels.first().selectOption('2');
    await drawer.getByText('2 agents changed').waitFor();
    await save(drawer);
    const values = await levels.evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value).sort());
    expect(values).toEqual(['2', '3', '3', '9']);
  });

  it('a link to one that is gone says so', async () => {
    await page.goto('/dialer/skill-groups?open=00000000-0000-7000-8000-000000000000');
    await page.getByText('This skill group does not exist').first().waitFor();
  });
});
