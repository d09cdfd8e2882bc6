import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';
import { furnishDialer, make, signInAsLeader } from './dialer.ts';
import { newPerson, type Person, signIn } from './person.ts';
import { startWorkshop, type Workshop } from './workshop.ts';

// Who may not open a page is told so by the page, which asks for nothing that would count as an attempt.

let shop: Workshop;
beforeAll(async () => {
  shop = await startWorkshop();
});
afterAll(() => shop?.stop());

const CLOSED = 'Your roles do not open this page.';

/** Collects what the server refused this page. */
function refusedOn(page: Page): string[] {
  const refused: string[] = [];
  page.on('response', (answer) => answer.status() === 403 && refused.push(answer.url()));
  return refused;
}

const pane = (page: Page) => page.getByRole('navigation', { name: 'Main' });

describe('somebody with the role Reports and nothing in the Dialer', () => {
  let nora: Person;
  beforeAll(async () => {
    const { email } = await shop.colleague('Nora');
    nora = await newPerson(shop.browser, shop.url);
    await signIn(nora.page, email);
  });

  it.each([
    ['/dialer/users', 'Users'],
    ['/dialer/users/new', 'New user'],
    ['/dialer/leads', 'Leads'],
    ['/dialer/settings', 'Settings'],
    ['/settings/users', 'Users'],
    ['/settings/security', 'Security'],
  ])('is told so on %s, with the Portal beside it and the way home', async (path, title) => {
    const { page } = nora;
    const refused = refusedOn(page);
    await page.goto(path);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await page.getByText(CLOSED).waitFor();
    await pane(page).getByRole('link', { name: 'Home' }).waitFor();
    await checkPage(page, `closed ${path}`);
    await page.getByRole('main').getByRole('link', { name: 'Go to Home' }).click();
    await page.getByRole('heading', { name: /Nora/ }).waitFor();
    expect(refused).toEqual([]);
  });

  it('has a way to their own activity where that of the account is closed', async () => {
    await nora.page.goto('/activity');
    await nora.page.getByRole('main').getByRole('link', { name: 'My activity' }).waitFor();
    expect(await nora.page.getByText(CLOSED).count()).toBe(0);
  });

  it('finds no way into the Dialer on Home', async () => {
    await nora.page.goto('/');
    await nora.page.getByRole('heading', { name: 'Your roles in the Portal' }).waitFor();
    expect(await nora.page.getByRole('region', { name: 'Dialer' }).count()).toBe(0);
  });
});

describe('a team leader without a role in the Portal', () => {
  let lea: Person;
  let agent: { id: string };
  beforeAll(async () => {
    const dialer = await furnishDialer(shop.ana, { tags: 2, skillGroups: 1 });
    const who = { username: 'ada', firstName: 'Ada', lastName: 'Quill', email: 'ada@northwind.example' };
    agent = await make(shop.ana, 'agents', { ...who, dialerRoles: [dialer.roles.Callers], tags: [dialer.tags.Berlin] });
    lea = await signInAsLeader(shop, dialer);
  });

  it('goes from Home to the pages of the Dialer that are open to them', async () => {
    const { page } = lea;
    await page.goto('/');
    await page.getByText('No Portal role').waitFor();
    const card = page.getByRole('region', { name: 'Dialer' });
    expect(await card.getByRole('link').allTextContents()).not.toContain('Leads');
    await checkPage(page, 'home of a leader');
    await card.getByRole('link', { name: 'Tags' }).click();
    await page.getByRole('heading', { name: /^Tags/ }).waitFor();
  });

  it('reads the activity of an agent under their name, and comes back to them', async () => {
    const { page } = lea;
    const refused = refusedOn(page);
    await page.goto(`/settings/users/${agent.id}/activity`);
    await page.getByRole('heading', { name: 'Activity of Ada Quill' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Ada Quill' }).first().waitFor();
    await page.getByRole('link', { name: 'Open the user' }).click();
    await page.getByRole('heading', { name: 'Ada Quill' }).waitFor();
    expect(refused).toEqual([]);
  });
});
