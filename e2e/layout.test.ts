import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkLayout } from './check-layout.ts';
import { goInside } from './go-inside.ts';
import { type Northwind, speak, startNorthwind } from './northwind.ts';
import { newPerson, type Person } from './person.ts';
import { textIn } from './texts.ts';

// Every page of the site map in German, whose words are long, on a phone, and in Arabic, from right to left, on a wide screen.

const ROUTES = readFileSync(new URL('../web/routes.tsx', import.meta.url), 'utf8');
const PAGES = [...ROUTES.matchAll(/\bpage\(\s*(\w+),\s*'([^']+)',\s*'(\w+)'/g)].map(([, frame, path = '']) => ({ frame, path }));
const NOBODY = '00000000-0000-7000-8000-000000000000';
const VISITOR = PAGES.filter(({ frame }) => frame === 'visitor').flatMap(({ path }) => [path, `${path}#nonsense`]);
const OWN = PAGES.filter(({ frame }) => frame !== 'visitor').map(({ path }) => path.replace('$id', NOBODY));

const COLLEAGUES = [
  ['Zoë', 'Grünwald-Castellanos de la Fuente', 'admin'],
  ['Мария', 'Иванова', 'tech_configuration'],
  ['ليلى', 'حداد', 'finance'],
  ['דנה', 'לוי', 'orders'],
] as const;

vi.setConfig({ testTimeout: 180_000 }); // many pages in one test

let northwind: Northwind;
let departments: string[];
let skillGroup: string;

beforeAll(async () => {
  northwind = await startNorthwind();
  const { request } = northwind.ana.context;
  departments = await Promise.all(
    ['Inbound', 'المكالمات الواردة', 'Kundenrückgewinnung und Beschwerdemanagement'].map(async (name) => {
      const made = await request.post('/api/v1/departments', { data: { name } });
      return ((await made.json()) as { id: string }).id;
    }),
  );
  for (const [index, [firstName, lastName, role]] of COLLEAGUES.entries()) {
    const email = `colleague${index}@northwind.example`;
    const data = { firstName, lastName, email, username: `colleague.${index}`, portalRoles: [role, 'reports'], departments };
    expect((await request.post('/api/v1/users', { data })).status()).toBe(201);
  }
  await request.delete(`/api/v1/users/${northwind.users.Finn}`);
  const set = await request.post('/api/v1/skill-groups', { data: { name: 'Kundenrückgewinnung und Beschwerdemanagement' } });
  skillGroup = ((await set.json()) as { id: string }).id;
  await request.post('/api/v1/leads', { data: { phone: '+4930901820', lastName: 'Grünwald-Castellanos', group: 'المكالمات' } });
  await request.post('/api/v1/tags', { data: { name: 'المكالمات الواردة' } });
});
afterAll(async () => northwind?.stop());

/** The page is there, and what it waited for. */
async function isDrawn(page: Page): Promise<void> {
  await page.locator('h1, h2, [role="dialog"]').first().waitFor();
  await expect.poll(() => page.locator('.mantine-Skeleton-root:visible, .mantine-Loader-root:visible').count()).toBe(0);
}

describe.each([
  ['de', 390],
  ['ar', 1280],
] as const)('%s, %i pixels', (language, width) => {
  const isPhone = width < 768;
  const t = (name: string, values?: Record<string, string>) => textIn(language, name, values);

  async function visit(page: Page, path: string): Promise<void> {
    await page.goto('about:blank'); // so that another `#` is another visit
    await page.goto(path);
    await isDrawn(page);
    await check(page, path);
  }

  /** The same from the page that is open. */
  async function go(page: Page, path: string): Promise<void> {
    await goInside(page, path);
    await isDrawn(page);
    await check(page, path);
  }

  async function check(page: Page, name: string): Promise<void> {
    await checkLayout(page, language, name);
  }

  let ana: Person;
  beforeAll(async () => {
    ana = await newPerson(northwind.browser, northwind.url, { width, locale: language });
    await ana.context.addCookies(await northwind.ana.context.cookies());
    await speak(northwind.ana, language);
  });
  afterAll(() => ana?.context.close());

  it('every page of a visitor', async () => {
    expect(VISITOR.length).toBeGreaterThan(12);
    const { page, context, complaints } = await newPerson(northwind.browser, northwind.url, { width, locale: language });
    await visit(page, '/no-such-page');
    for (const path of VISITOR) await go(page, path);
    await goInside(page, '/sign-up');
    await page.getByRole('button', { name: t('accounts:signUp.submit') }).click();
    await page.getByText(t('errors:field.required')).first().waitFor();
    await check(page, 'sign-up with errors');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('every page of somebody signed in', async () => {
    expect(OWN.length).toBeGreaterThan(5);
    const { page, complaints } = ana;
    await visit(page, '/no-such-page');
    for (const path of OWN) await go(page, path);
    await go(page, '/settings/users?q=nobody-at-all');
    await go(page, `/settings/users?role=admin,reports,finance&status=active,pending&department=${departments.join(',')}`);
    await go(page, '/settings/users?user=00000000-0000-7000-8000-000000000000');
    await go(page, '/dialer/users?q=nobody-at-all');
    await go(page, '/dialer/users?status=active,pending&autoDial=yes,default&sipOption=webrtc');
    await go(page, '/settings/departments?department=new');
    await go(page, `/settings/departments?department=${departments[2]}`);
    await go(page, '/dialer/leads?status=new,call_back&due=yes&assigned=no&group=none');
    await go(page, '/dialer/leads?lead=new');
    await go(page, '/dialer/tags');
    await go(page, '/dialer/skill-groups?q=nobody-at-all');
    await go(page, `/dialer/skill-groups?open=${skillGroup}`);
    expect(complaints).toEqual([]);
  });

  it('the panels and dialogs of a user', async () => {
    const { page, complaints } = ana;
    await visit(page, '/settings/users?user=new');
    await page.getByLabel(t('users:form.passwordTyped')).check();
    await page
      .getByRole('button', { name: t('users:form.submit') })
      .last()
      .click();
    await page.getByText(t('errors:field.required')).first().waitFor();
    await check(page, 'create user with errors');
    await visit(page, `/settings/users?user=${northwind.users.Ada}`);
    await go(page, `/settings/users?user=${northwind.users.Finn}`);
    await page.getByRole('button', { name: t('users:deleted.erase') }).click();
    await page.getByText(t('users:erase.stays')).waitFor();
    await check(page, 'erase dialog');
    await go(page, `/settings/users?user=${northwind.users.Ada}`);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await check(page, 'unfolded');
    await page.getByRole('button', { name: t('users:panel.delete') }).click();
    await page.getByText(t('users:delete.text').split(/\{|\./)[0] ?? '').waitFor();
    await check(page, 'delete dialog');
    expect(complaints).toEqual([]);
  });

  it('the page of an agent', async () => {
    const { page, context, complaints } = ana;
    const { items } = (await (await context.request.get('/api/v1/roles')).json()) as { items: { id: string }[] };
    const names = {
      username: `mira.${language}`,
      email: `mira.${language}@northwind.example`,
      firstName: 'Мария',
      lastName: 'Иванова',
    };
    const body = {
      ...names,
      sipOption: 'pbx',
      caldavToken: 'token',
      skillGroups: [{ id: skillGroup, level: 10 }],
      sessionSeconds: 90,
    };
    const made = await context.request.post('/api/v1/agents', { data: { ...body, dialerRoles: items.map(({ id }) => id) } });
    await visit(page, `/dialer/users/${((await made.json()) as { id: string }).id}`);
    await page.getByRole('button', { name: t('agent-form:secret.replace') }).click();
    await page.getByRole('button', { name: `${t('ui:boxes.removeAll')}: ${t('settings:membership.dialerRoles')}` }).click();
    await page.getByRole('button', { name: t('agent-form:edit.submit'), exact: true }).click();
    await page.getByText(t('agent-form:noRole')).first().waitFor();
    await check(page, 'agent with errors');
    expect(complaints).toEqual([]);
  });

  it('pane, menus and dialogs of the frame stand on the side where reading starts', async () => {
    const { page, complaints } = ana;
    await visit(page, '/settings/users');
    const isRight = language === 'ar';
    if (isPhone) await page.getByRole('button', { name: t('frame:openNavigation') }).click();
    const pane = page.locator('nav', { has: page.locator('a[href="/settings/roles"]') }).last();
    await expect.poll(async () => (await pane.boundingBox())?.x ?? -1).toBeGreaterThanOrEqual(isRight ? width - 290 : 0);
    const box = await pane.boundingBox();
    expect((box?.x ?? 0) > 100).toBe(isRight);
    await check(page, 'pane');
    if (isPhone) await page.keyboard.press('Escape');
    else {
      await page.getByRole('button', { name: t('frame:collapsePane') }).click();
      await page.getByRole('button', { name: t('frame:expandPane') }).waitFor();
      await check(page, 'narrow pane');
    }
    await page.getByRole('button', { name: t('frame:ownMenu').split('{')[0] }).click();
    await page.getByRole('menuitem', { name: t('frame:signOut') }).waitFor();
    await check(page, 'own menu');
    await page.getByRole('menuitem', { name: t('frame:keyboard') }).click();
    await page.getByText(t('frame:singleKeysHelp')).waitFor();
    await check(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    await check(page, 'quick find');
    expect(complaints).toEqual([]);
  });

  it('the panel of a user comes from the other side', async () => {
    const { page } = ana;
    await visit(page, `/settings/users?user=${northwind.users.Ada}`);
    const box = await page.getByRole('dialog').boundingBox();
    expect(box?.width).toBe(isPhone ? 390 : 480);
    expect(box?.x).toBe(isPhone || language === 'ar' ? 0 : width - 480);
  });
});
