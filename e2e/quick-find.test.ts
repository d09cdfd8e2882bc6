import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alone, startAlone } from './alone.ts';
import { goInside } from './go-inside.ts';
import { newPerson, type Person } from './person.ts';
import { checkEverywhere } from './workshop.ts';

// Quick find by keyboard; and that it, the settings pages and their dialogs break no rule that axe can check.

let alone: Alone;
let ana: Person;
let page: Page;

beforeAll(async () => {
  alone = await startAlone();
  ana = alone.ana;
  page = ana.page;
  const { request } = ana.context;
  const made = await request.post('/api/v1/departments', { data: { name: 'Inbound' } });
  const { id } = (await made.json()) as { id: string };
  const data = { firstName: 'Rosa', lastName: 'Lindqvist', email: 'rosa@northwind.example', departments: [id] };
  expect((await request.post('/api/v1/users', { data })).status()).toBe(201);
});
afterAll(() => alone?.stop());

const hasFocus = (field: Locator) => expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);

describe('quick find', () => {
  const field = () => page.getByRole('combobox', { name: 'Quick find' });
  const active = () => page.locator('[role="option"][aria-selected="true"]');
  const open = async () => {
    await page.keyboard.press('Control+k');
    await hasFocus(field());
  };

  it('opens a person by a few letters', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: /Ana/ }).waitFor();
    // Without waiting for the field: no letter is lost, and none is taken for a shortcut.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lindq');
    await page.getByRole('option', { name: /Rosa Lindqvist/ }).waitFor();
    await expect.poll(() => active().textContent()).toContain('Rosa Lindqvist');
    expect(await field().getAttribute('aria-activedescendant')).toBe(await active().getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /Rosa Lindqvist/ }).waitFor();
    await field().waitFor({ state: 'detached' });
  });

  it('shows what was used last first, and goes with the arrows', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Find people, pages, actions' }).click();
    await page.getByRole('group', { name: 'Recent' }).getByRole('option', { name: /Rosa/ }).waitFor();
    expect(await active().textContent()).toContain('Rosa');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => active().textContent()).toContain('Sign out');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => active().textContent()).toContain('Home');
    await page.keyboard.press('Escape');
    await field().waitFor({ state: 'detached' });
  });

  it('goes to pages and runs actions', async () => {
    await open();
    await page.keyboard.type('dep');
    await page.keyboard.press('Enter');
    await page.waitForURL(/settings\/departments/);
    await open();
    await page.keyboard.type('change pass');
    await page.keyboard.press('Enter');
    await page.waitForURL(/me#password/);
    await hasFocus(page.getByLabel('Present password'));
    await open();
    await page.keyboard.type('new user');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Create user' }).waitFor();
    await page.keyboard.press('Control+k');
    expect(await field().count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Create user' }).waitFor({ state: 'detached' });
  });

  it('says so where nothing fits', async () => {
    await open();
    await page.keyboard.type('qqq');
    await page.getByText('Nothing fits “qqq”').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  });
});

describe('in light, dark and on a phone', () => {
  it('breaks no rule that axe can check', async () => {
    const person = await newPerson(alone.browser, alone.rollcall.url, { dark: true });
    const own = person.page;
    await person.context.addCookies(await ana.context.cookies());
    const dialog = own.getByRole('dialog');

    await own.goto('/settings/departments');
    await own.getByRole('button', { name: 'Inbound', exact: true }).waitFor();
    await checkEverywhere(own, 'departments');
    await own.getByRole('button', { name: 'Rename Inbound' }).click();
    await dialog.getByLabel('Name').waitFor();
    await checkEverywhere(own, 'rename');
    await own.keyboard.press('Escape');
    await own.getByRole('button', { name: 'Delete Inbound' }).click();
    await dialog.getByText('Its only user stays').waitFor();
    await checkEverywhere(own, 'delete');
    await own.keyboard.press('Escape');
    await own.getByRole('button', { name: 'Inbound', exact: true }).click();
    await dialog.getByText('Rosa Lindqvist').waitFor();
    await checkEverywhere(own, 'members');

    await goInside(own, '/me');
    await own.getByText('This browser', { exact: true }).waitFor();
    await checkEverywhere(own, 'my account');
    await own.keyboard.press('Control+k');
    await own.getByRole('option', { name: 'Home' }).waitFor();
    await checkEverywhere(own, 'quick find');
    await own.keyboard.type('an');
    await own.getByRole('option', { name: /Ana Ruiz/ }).waitFor();
    await checkEverywhere(own, 'people found');
    await goInside(own, '/confirm-email#nonsense');
    await own.getByRole('button', { name: 'Confirm this address' }).waitFor();
    await checkEverywhere(own, 'confirm');
    await goInside(own, '/');
    await own.getByText('Pending Confirmation').waitFor();
    await checkEverywhere(own, 'home');
    for (const width of [1280, 390]) {
      await own.setViewportSize({ width, height: 800 });
      expect(await overlapsOf(own.locator('main ul').first().getByRole('link'))).toEqual([]);
    }
    expect(person.complaints).toEqual([]);
    await person.context.close();
  });
});

it('leaves no complaint of the browser', () => {
  expect(ana.complaints).toEqual([]);
});

/** Which of these lie over each other, by their texts. */
function overlapsOf(elements: Locator): Promise<string[]> {
  return elements.evaluateAll((nodes) => {
    const places = nodes.map((node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      return { text: node.textContent ?? '', left, top, right: left + Math.max(width, node.scrollWidth), bottom: top + height };
    });
    return places.flatMap((one, index) =>
      places
        .slice(index + 1)
        .filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
        .map((other) => `${one.text} / ${other.text}`),
    );
  });
}
