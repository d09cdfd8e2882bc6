import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activeAgent, makeAgents, namesOn } from './agents.ts';
import { checkPage } from './check-page.ts';
import { startWorkshop, type Workshop } from './workshop.ts';

// Views of a list: saved, changed, shared, deleted; and what others may do with them.

let shop: Workshop;
let page: Page;
beforeAll(async () => {
  shop = await startWorkshop();
  page = shop.ana.page;
  await makeAgents(shop.ana, [
    { username: 'ada', firstName: 'Ada', lastName: 'Quill' },
    { username: 'ben', firstName: 'Ben', lastName: 'Okafor', isActive: false },
  ]);
});
afterAll(async () => shop?.stop());

const open = async (search = '') => {
  await page.goto(`/dialer/users${search}`);
  await page.locator('tbody tr[data-index]').first().waitFor();
};
const toast = (text: string) => page.getByText(text).first().waitFor();

describe('saved views', () => {
  const menu = () => page.getByRole('search').getByRole('button', { name: /^(Views|Off|Nights)/ });
  const choose = async (item: string) => {
    await menu().click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  it('keep what one sees, are changed, renamed, shared and deleted', async () => {
    await open('?status=inactive&columns=username');
    await choose('Save as new view');
    const dialog = page.getByRole('dialog', { name: 'Save as new view' });
    await dialog.getByLabel('Name of the view').fill('Off');
    await checkPage(page, 'save view');
    await dialog.getByRole('button', { name: 'Save view' }).click();
    await page.waitForURL(/view=/);
    await toast('View Off saved');

    await page.getByRole('button', { name: 'Username', exact: true }).click();
    await page.getByRole('button', { name: 'Off (changed)' }).waitFor();
    await choose('Save the changes');
    await toast('View Off shows this now');
    await choose('Rename');
    await page.getByLabel('Name of the view').fill('Nights');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await toast('The view is called Nights now');
    await choose('Share with everybody');
    await toast('Everybody who sees this list can use Nights now');

    await open();
    await menu().click();
    await page.getByRole('menuitemradio', { name: /Nights/ }).click();
    await page.waitForURL(/status=inactive/);
    expect(new URL(page.url()).searchParams.get('sort')).toBe('username');
    await expect.poll(() => namesOn(page)).toEqual(['Ben Okafor']);
    expect(await page.locator('th').allTextContents()).toEqual(['', 'Name', 'Username', 'Actions']);
    await menu().click();
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    await checkPage(page, 'views');
    await page.keyboard.press('Escape');
  });

  it('of others can be used, and not changed; who may not share is told so', async () => {
    const leader = await activeAgent(shop, { username: 'lea', permissions: ['agent.view'] });
    const theirs = leader.page;
    await theirs.goto('/dialer/users');
    await theirs.getByRole('button', { name: 'Views' }).click();
    await theirs.getByRole('menuitemradio', { name: /Nights.*Shared by Ana Ruiz/ }).click();
    await expect.poll(() => namesOn(theirs)).toEqual(['Ben Okafor']);
    await theirs.getByRole('button', { name: 'Nights' }).click();
    const remove = theirs.getByRole('menuitem', { name: 'Delete' });
    expect(await remove.getAttribute('aria-disabled')).toBe('true');
    await theirs.getByRole('menuitem', { name: 'Save as new view' }).click();
    expect(await theirs.getByLabel('Share with everybody who sees this list').isDisabled()).toBe(true);
    await theirs.keyboard.press('Escape');
    expect(leader.complaints).toEqual([]);
    await leader.context.close();
  });

  it('are deleted after a question', async () => {
    await open();
    await menu().click();
    await page.getByRole('menuitemradio', { name: /Nights/ }).click();
    await choose('Delete');
    await page.getByText('Others lose it too.').waitFor();
    await page.getByRole('button', { name: 'Delete Nights' }).click();
    await toast('View Nights deleted');
    await page.waitForURL((url) => url.search === '');
  });
});
