import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentWishes, activeAgent, makeAgents, namesOn } from './agents.ts';
import { checkPage } from './check-page.ts';
import { goInside } from './go-inside.ts';
import { newPerson, signIn } from './person.ts';
import { startWorkshop, type Workshop } from './workshop.ts';

// Dialer › Users: the list, what narrows it, its views, picking rows, and who may see what.

let shop: Workshop;
let page: Page;
beforeAll(async () => {
  shop = await startWorkshop();
  page = shop.ana.page;
});
afterAll(async () => shop?.stop());

const rows = () => page.locator('tbody tr[data-index]');
const names = () => namesOn(page);
const open = async (search = '') => {
  await goInside(page, `/dialer/users${search}`);
  await rows().first().waitFor();
};
const bar = () => page.getByRole('region', { name: 'Selection' });
const toast = (text: string | RegExp) => page.getByText(text).first().waitFor();

const PEOPLE: readonly AgentWishes[] = [
  { firstName: 'Ada', lastName: 'Quill', username: 'ada', virtualExtension: '1001' },
  { firstName: 'Ben', lastName: 'Okafor', username: 'ben', virtualExtension: '1002', isActive: false },
  { firstName: 'Cleo', lastName: 'Sand', username: 'cleo', sipOption: 'pbx', pbxUsername: 'cleo.pbx' },
  { firstName: 'ليلى', lastName: 'حداد', username: 'layla', autoDial: true },
];

describe('before there is anybody', () => {
  it('says what the place is for, and leads to the form', async () => {
    await page.goto('/');
    await page.getByRole('group', { name: 'Part of the product' }).getByRole('link', { name: 'Dialer' }).click();
    await page.waitForURL(/\/dialer\/users/);
    await page.getByText('Bring your agents in').waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).not.toContain('Home');
    await checkPage(page, 'no agents');
    await page.getByRole('button', { name: 'Create New User' }).last().click();
    await page.waitForURL(/\/dialer\/users\/new/);
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'Users' }).click();
    await page.waitForURL(/\/dialer\/users$/);
    await page.getByRole('link', { name: 'Portal' }).click();
    await page.getByRole('heading', { name: /Ana/ }).waitFor();
  });
});

describe('the list', () => {
  beforeAll(async () => {
    await makeAgents(shop.ana, PEOPLE);
  });

  it('shows who there is, and sorts by each column of one value', async () => {
    await open();
    expect(await names()).toHaveLength(4);
    for (const column of ['Username', 'Email', 'Virtual Extension', 'SIP settings', 'Active?', 'Last seen', 'ID', 'Name']) {
      await page.getByRole('button', { name: column, exact: true }).click();
      await expect.poll(() => page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').count()).toBe(1);
      await expect.poll(() => page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').textContent()).toBe(column);
    }
    await page.getByRole('button', { name: 'Username', exact: true }).click();
    await expect.poll(names).toEqual(['Ada Quill', 'Ben Okafor', 'Cleo Sand', 'ليلى حداد']);
    await page.getByRole('button', { name: 'Username', exact: true }).click();
    await expect.poll(() => page.url()).toContain('sort=-username');
    await expect.poll(async () => (await names()).at(-1)).toBe('Ada Quill');
  });

  it('keeps all that narrows it in the address, and shows it as chips that go one by one', async () => {
    await open('?status=active,pending&autoDial=yes&q=layla');
    await expect.poll(names).toEqual(['ليلى حداد']);
    const chips = page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');
    await expect
      .poll(() => chips.allTextContents())
      .toEqual(['Search: layla', 'Status: Active', 'Status: Pending Confirmation', 'Auto Dial: Yes']);
    await page.getByText('1 user matches').waitFor();
    for (const name of ['Search: layla', 'Auto Dial: Yes', 'Status: Pending Confirmation']) {
      await page.getByRole('button', { name: `Remove ${name}` }).click();
    }
    await page.waitForURL((url) => url.search === '?status=active');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.waitForURL((url) => url.search === '');
    await expect.poll(() => rows().count()).toBe(4);
  });

  it('is narrowed by a choice and by a setting, and says where nobody fits', async () => {
    await open();
    await page.getByRole('button', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Inactive' }).click();
    await expect.poll(names).toEqual(['Ben Okafor']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('group', { name: 'SIP settings' }).getByLabel('Use PBXs').check();
    await page.keyboard.press('Escape');
    await page.getByText('No user matches').waitFor();
    expect(new URL(page.url()).search).toBe('?status=inactive&sipOption=pbx');
    await checkPage(page, 'no match');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => rows().count()).toBe(4);
  });

  it('has in view who is active and who was here, and shows that there is more beside it', async () => {
    await page.setViewportSize({ width: 1440, height: 800 });
    await open();
    const actions = await page.locator('th[data-column="actions"]').boundingBox();
    for (const column of ['isActive', 'lastSeenAt']) {
      const box = await page.locator(`th[data-column="${column}"]`).boundingBox();
      expect((box?.x ?? 9999) + (box?.width ?? 0), column).toBeLessThanOrEqual(actions?.x ?? 0);
    }
    const shadow = () =>
      page
        .locator('td[data-column="actions"]')
        .first()
        .evaluate((one) => getComputedStyle(one).boxShadow);
    await expect.poll(shadow).not.toBe('none');
    await page.locator('table').evaluate((one) => one.parentElement?.scrollTo({ left: 9999 }));
    await expect.poll(shadow).toBe('none');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows the columns that were chosen, here and the next time', async () => {
    await open();
    await page.getByRole('button', { name: 'Columns and density' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Email', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Auto Dial' }).click();
    await page.getByRole('menuitemradio', { name: 'Compact' }).click();
    await expect.poll(() => page.locator('th[data-column="autoDial"]').count()).toBe(1);
    await page.goto('/settings/users');
    await open();
    expect(await page.locator('th[data-column="email"]').count()).toBe(0);
    expect(await page.locator('th[data-column="autoDial"]').count()).toBe(1);
    await expect.poll(async () => (await rows().first().boundingBox())?.height).toBe(32);
    await open('?columns=username,tags');
    expect(await page.locator('th').allTextContents()).toEqual(['', 'Name', 'Username', 'Tags', 'Actions']);
  });

  it('works by keyboard', async () => {
    await open('?sort=username');
    await page.keyboard.press('j');
    await expect.poll(() => focusedRow(page)).toBe('0');
    await page.keyboard.press('j');
    await expect.poll(() => focusedRow(page)).toBe('1');
    await page.keyboard.press('x');
    await bar().getByText('1 user selected').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press(' ');
    await bar().getByText('2 users selected').waitFor();
    await page.keyboard.press('Escape');
    await bar().waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByText('Select or deselect the user').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('cleo');
    await expect.poll(names).toEqual(['Cleo Sand']);
    await page.getByRole('searchbox').blur();
    await page.keyboard.press('e');
    await page.getByRole('heading', { name: /Cleo/ }).waitFor();
    await page.goBack();
    await expect.poll(names).toEqual(['Cleo Sand']);
    await page.keyboard.press('c');
    await page.waitForURL(/\/dialer\/users\/new/);
  });

  it('opens an agent by a click on the row', async () => {
    await open('?q=ada');
    await rows().first().locator('td[data-column="username"]').click();
    await page.getByRole('heading', { name: /Ada/ }).waitFor();
  });

  it('shows at once what others do', async () => {
    await open();
    const [id = ''] = await makeAgents(shop.ana, [{ username: 'zed', firstName: 'Zed', lastName: 'Hand' }]);
    await page.getByRole('link', { name: 'Zed Hand' }).waitFor();
    await shop.ana.context.request.delete(`/api/v1/agents/${id}`);
    await page.getByRole('link', { name: 'Zed Hand' }).waitFor({ state: 'detached' });
  });
});

const focusedRow = (on: Page) => on.evaluate(() => document.activeElement?.getAttribute('data-index'));

describe('picked rows', () => {
  it('are picked by boxes and ranges, and come as a file', async () => {
    await open('?sort=username');
    await page.getByRole('checkbox', { name: 'Select Ada Quill' }).click();
    await rows()
      .nth(2)
      .locator('td[data-column="username"]')
      .click({ modifiers: ['Shift'] });
    await bar().getByText('3 users selected').waitFor();
    await page.getByRole('checkbox', { name: 'Select Ben Okafor' }).click();
    await bar().getByText('2 users selected').waitFor();
    await checkPage(page, 'selection');
    expect(await fileFrom(bar().getByRole('button', { name: 'Download CSV' }))).toEqual(['ada', 'cleo']);
  });

  it('may be all that match', async () => {
    await open('?status=pending,active&sort=username');
    await page.getByRole('checkbox', { name: 'Select Ada Quill' }).click();
    await bar().getByRole('button', { name: 'Select all that match: 3' }).click();
    await bar().getByText('All that match are selected: 3').waitFor();
    expect(await fileFrom(bar().getByRole('link', { name: 'Download CSV' }))).toEqual(['ada', 'cleo', 'layla']);
    await bar().getByRole('button', { name: 'Clear the selection' }).click();
    await page.getByRole('checkbox', { name: 'Select all that are loaded' }).click();
    await bar().getByText('3 users selected').waitFor();
    await page.getByRole('button', { name: 'Remove Status: Active' }).click();
    await bar().waitFor({ state: 'detached' });
  });
});

/** The usernames in the file that a press downloads. */
async function fileFrom(button: Locator): Promise<string[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toBe('agents.csv');
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n').slice(1);
  return lines.map((line) => line.split(',')[1] ?? '');
}

describe('who may only look', () => {
  it('is refused the form, the file and the rest, each with the reason', async () => {
    const lea = await activeAgent(shop, { username: 'lea', permissions: ['agent.view'] });
    await lea.page.goto('/dialer/users');
    await lea.page.getByRole('link', { name: 'Ada Quill' }).waitFor();
    const isRefused = async (role: 'button' | 'menuitem', name: string) =>
      expect(await lea.page.getByRole(role, { name }).getAttribute('aria-disabled'), name).toBe('true');
    await isRefused('button', 'Create New User');
    await lea.page.getByRole('checkbox', { name: 'Select Ada Quill' }).click();
    await isRefused('button', 'Download CSV');
    await lea.page.getByRole('button', { name: 'Actions for Ada Quill' }).click();
    await isRefused('menuitem', 'Remove from Dialer');
    expect(lea.complaints).toEqual([]);
    await lea.context.close();
  });
});

describe('what can go wrong', () => {
  it('somebody without the Dialer has no switch', async () => {
    const { email } = await shop.colleague('Nora');
    const nora = await newPerson(shop.browser, shop.url);
    await signIn(nora.page, email);
    await nora.page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(await nora.page.getByRole('link', { name: 'Dialer' }).count()).toBe(0);
    await nora.context.close();
  });

  it('a list that does not come says so, and is asked for again', async () => {
    await page.route('**/api/v1/agents?*', (route) => route.abort());
    await page.goto('/dialer/users');
    await page.getByText('The users could not be loaded').waitFor({ timeout: 30_000 });
    await checkPage(page, 'list failed');
    await page.unroute('**/api/v1/agents?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await rows().first().waitFor();
  });

  it('somebody is taken out of the Dialer after a question', async () => {
    await open('?q=cleo');
    await page.getByRole('button', { name: 'Actions for Cleo Sand' }).click();
    await page.getByRole('menuitem', { name: 'Remove from Dialer' }).click();
    await page.getByText('stays a user of the account').waitFor();
    await page.getByRole('button', { name: 'Remove from Dialer' }).click();
    await toast('Cleo Sand is no agent any more.');
    await page.getByText('No user matches').waitFor();
  });

  it('on a phone rows are cards, in order and to be picked', async () => {
    const phone = await newPerson(shop.browser, shop.url, { width: 390 });
    await phone.context.addCookies(await shop.ana.context.cookies());
    await phone.page.goto('/dialer/users?sort=username');
    await phone.page.getByRole('link', { name: 'Ada Quill' }).waitFor();
    await phone.page.getByRole('button', { name: 'Open the navigation' }).click();
    await phone.page.getByRole('dialog').getByRole('link', { name: 'Portal' }).waitFor();
    await phone.page.keyboard.press('Escape');
    await phone.page.getByRole('checkbox', { name: 'Select Ada Quill' }).click();
    await phone.page.getByText('1 user selected').waitFor();
    await checkPage(phone.page, 'phone');
    expect(phone.complaints).toEqual([]);
    await phone.context.close();
  });

  it('leaves no complaint of the browser', () => {
    expect(shop.ana.complaints).toEqual([]);
  });
});
