import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Dialer, furnishDialer, make, readAgent, signInAsLeader } from './dialer.ts';
import type { Person } from './person.ts';
import { checkEverywhere, startWorkshop, type Workshop } from './workshop.ts';

// D-3: what a team leader is shown of the tags of an agent who has more than they do.

let workshop: Workshop;
let dialer: Dialer;
let leader: Person;
let agent: { id: string };

beforeAll(async () => {
  workshop = await startWorkshop();
  dialer = await furnishDialer(workshop.ana, { tags: 4, skillGroups: 1 });
  leader = await signInAsLeader(workshop, dialer);
  const names = { username: 'mira', email: 'mira@northwind.example', firstName: 'Mira', lastName: 'Novak' };
  const { Berlin, Lisbon, Night } = dialer.tags;
  agent = await make(workshop.ana, 'agents', { ...names, dialerRoles: [dialer.roles.Callers], tags: [Berlin, Lisbon, Night] });
});
afterAll(async () => {
  await leader?.context.close();
  await workshop?.stop();
});

it('the list names those that they share, and counts the others', async () => {
  const { page } = leader;
  await page.goto('/dialer/users');
  const cell = page.getByRole('row', { name: /Mira Novak/ }).locator('[data-column="tags"]');
  await cell.waitFor();
  await expect.poll(() => cell.innerText()).toMatch(/^Berlin\s*\+2\s*2 other tags$/);
  expect(await page.locator('body').innerText()).not.toMatch(/Lisbon|Night/);
  await checkEverywhere(page, 'a list with tags that the leader does not have');
});

it('the form says that there are others, and saving leaves them as they are', async () => {
  const { page } = leader;
  await page.goto(`/dialer/users/${agent.id}`);
  const tags = page.getByRole('group', { name: 'Tags', exact: false }).first();
  await tags.getByText('The user also has 2 tags that you do not have. They stay.').scrollIntoViewIfNeeded();
  await checkEverywhere(page, 'a form with tags that the leader does not have');
  const boxOf = (side: string) => tags.getByRole('listbox', { name: `Tags: ${side}` });
  expect(await boxOf('Selected').getByRole('option').allInnerTexts()).toEqual(['Berlin']);
  expect(await boxOf('Available').getByRole('option').count()).toBe(0);
  await page.getByLabel('Caller ID Name').fill('Berlin desk');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Nothing changed').waitFor();
  const { tags: kept, callerIdName } = await readAgent(workshop.ana, agent.id);
  expect([callerIdName, kept.map(({ name }) => name)]).toEqual(['Berlin desk', ['Berlin', 'Lisbon', 'Night']]);
});

it('nothing of this made the browser complain', () => {
  expect(leader.complaints).toEqual([]);
});
