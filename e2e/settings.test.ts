import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alone, startAlone } from './alone.ts';
import { goInside } from './go-inside.ts';
import { demandProofOnce, prove } from './northwind.ts';
import { newPerson, PASSWORD, type Person, takeSession } from './person.ts';

// Departments, one's own account, and the link that confirms a changed address.

let alone: Alone;
let ana: Person;
let page: Page;

beforeAll(async () => {
  alone = await startAlone();
  ana = alone.ana;
  page = ana.page;
});
afterAll(() => alone?.stop());

async function addUser(firstName: string, lastName: string, departments: string[] = []): Promise<string> {
  const data = { firstName, lastName, email: `${firstName.toLowerCase()}@northwind.example`, departments };
  const answer = await ana.context.request.post('/api/v1/users', { data });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
const hasFocus = (field: Locator) => expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);

describe('departments', () => {
  it('says what they are for where there is none, and adds the first', async () => {
    await page.getByRole('link', { name: 'Departments', exact: true }).click();
    await page.getByRole('heading', { name: 'Group your colleagues' }).waitFor();
    await page.getByRole('button', { name: 'Add a department' }).last().click();
    const dialog = page.getByRole('dialog', { name: 'Add a department' });
    await dialog.getByRole('button', { name: 'Add department' }).click();
    await dialog.getByText('Fill this in.').waitFor();
    await dialog.getByLabel('Name').fill('Inbound');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await row('Inbound').waitFor();
  });

  it('adds by the key c, and says where a name is taken', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Add a department' });
    await dialog.getByLabel('Name').fill('INBOUND');
    await page.keyboard.press('Enter');
    await dialog.getByText('There is a department with this name already.').waitFor();
    await hasFocus(dialog.getByLabel('Name'));
    await dialog.getByLabel('Name').fill('Billing');
    await page.keyboard.press('Enter');
    await row('Billing').waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
  });

  it('renames', async () => {
    await page.getByRole('button', { name: 'Rename Billing' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename Billing' });
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Billing');
    await dialog.getByLabel('Name').fill('Accounts payable');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await row('Accounts payable').waitFor();
    expect(await row('Billing').count()).toBe(0);
  });

  it('shows the members, each a way to the user, and counts them', async () => {
    const { items } = (await (await ana.context.request.get('/api/v1/departments')).json()) as {
      items: { id: string; name: string }[];
    };
    const inbound = items.find(({ name }) => name === 'Inbound')?.id ?? '';
    await addUser('Ben', 'Okafor', [inbound]);
    await addUser('Rosa', 'Lindqvist', [inbound]);
    await page.reload();
    await row('Inbound')
      .getByRole('link', { name: /2 users in Inbound/ })
      .waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await hasFocus(page.getByRole('button', { name: 'Inbound', exact: true }));
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: /Inbound/ });
    await drawer.getByText('Rosa Lindqvist').waitFor();
    expect(new URL(page.url()).searchParams.get('department')).toBeTruthy();
    await drawer.getByRole('link', { name: /Ben Okafor/ }).click();
    await page.getByRole('dialog', { name: /Ben Okafor/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('department')).toBe(inbound);
    await page.goBack();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  it('leads from the number to these users', async () => {
    await row('Inbound').getByRole('link').click();
    await page.getByText('Rosa Lindqvist').first().waitFor();
    expect(await page.getByText('ana@northwind.example').count()).toBe(0);
    await page.goBack();
  });

  it('says what becomes of the users, and deletes', async () => {
    await page.getByRole('button', { name: 'Delete Inbound' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Inbound?' });
    await dialog.getByText('Its 2 users stay; they are no longer in it.').waitFor();
    await dialog.getByRole('button', { name: 'Delete department' }).click();
    await row('Inbound').waitFor({ state: 'detached' });
    await page.goto('/settings/users');
    await page.getByText('Rosa Lindqvist').first().waitFor();
    expect(await page.getByText('Inbound').count()).toBe(0);
  });

  it('finds, sorts, and takes no harm from rubbish in the address', async () => {
    await page.goto('/settings/departments?sort=%00&q=zzz&department=%27%3B--');
    await page.getByRole('dialog').getByText('The link may be incomplete').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('No department matches').waitFor();
    await page.getByRole('button', { name: 'Clear the search' }).last().click();
    await row('Accounts payable').waitFor();
    await page.getByRole('columnheader', { name: 'Users' }).getByRole('button').click();
    await page.waitForURL(/sort=-users/);
  });
});

describe('my account', () => {
  it('changes my name, everywhere at once', async () => {
    await goInside(page, '/');
    await page.getByRole('button', { name: /Your menu/ }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    expect(await page.getByRole('button', { name: 'Save name' }).isDisabled()).toBe(true);
    await page.getByLabel('First name').fill('Anna');
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByText('Your name is saved').waitFor();
    await page.getByRole('button', { name: 'Your menu, Anna Ruiz' }).waitFor();
  });

  it('says so where the name was changed elsewhere meanwhile, and saves nothing', async () => {
    await page.getByLabel('Last name').fill('Typed here');
    const me = (await (await ana.context.request.get('/api/v1/me')).json()) as { version: number };
    const headers = { 'if-match': `"${me.version}"` };
    await ana.context.request.patch('/api/v1/me', { data: { lastName: 'Elsewhere' }, headers });
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByText('Your name was changed elsewhere meanwhile').waitFor();
    expect(await page.getByLabel('Last name').inputValue()).toBe('Elsewhere');
    await page.getByLabel('Last name').fill('Ruiz');
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByRole('button', { name: 'Your menu, Anna Ruiz' }).waitFor();
  });

  it('changes my address: the old one is told, and the new one counts when its button is pressed', async () => {
    await page.getByLabel('New e-mail address').fill('ana@northwind.example');
    await page.getByRole('button', { name: 'Change e-mail' }).click();
    await page.getByText('This is the address that is in force already.').waitFor();
    await page.getByLabel('New e-mail address').fill('anna.ruiz@northwind.example');
    await demandProofOnce(page, 'PUT', '**/api/v1/me/email');
    await page.getByRole('button', { name: 'Change e-mail' }).click();
    await page.getByRole('dialog', { name: 'Confirm it is you' }).getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByLabel('New e-mail address').inputValue()).toBe('anna.ruiz@northwind.example');
    await demandProofOnce(page, 'PUT', '**/api/v1/me/email');
    await page.getByRole('button', { name: 'Change e-mail' }).click();
    await prove(page);
    await page.getByText('anna.ruiz@northwind.example waits to be confirmed').waitFor();

    const reader = await newPerson(alone.browser, alone.rollcall.url);
    const notice = await showMail(reader.page, 'ana@northwind.example', /about to change/);
    await notice.getByText(/gets a new e-mail address: anna.ruiz@northwind.example/).waitFor();
    const mail = await showMail(reader.page, 'anna.ruiz@northwind.example', /Confirm your new/);
    await mail.getByRole('link', { name: 'Confirm this address' }).click();
    const confirm = reader.page.getByRole('button', { name: 'Confirm this address' });
    await confirm.waitFor();
    expect(((await (await ana.context.request.get('/api/v1/me')).json()) as { email: string }).email).toBe(
      'ana@northwind.example',
    );
    const link = reader.page.url();
    await confirm.click();
    await reader.page.getByRole('heading', { name: 'Your new address counts' }).waitFor();
    await reader.page.getByRole('link', { name: 'Sign in' }).click();
    expect(await reader.page.getByLabel('E-mail or username').inputValue()).toBe('anna.ruiz@northwind.example');

    await reader.page.goto('about:blank');
    await reader.page.goto(link);
    await confirm.click();
    await reader.page.getByText('This link was used already.').waitFor();
    await page.reload();
    await page.getByRole('region', { name: 'E-mail' }).getByText('anna.ruiz@northwind.example').waitFor();
    expect(await page.getByText('waits to be confirmed').count()).toBe(0);
    expect(reader.complaints).toEqual([]);
  });

  it('ends another session of mine, which shows there', async () => {
    const other = await newPerson(alone.browser, alone.rollcall.url);
    await takeSession(other.page, 'anna.ruiz@northwind.example');
    await other.page.goto('/me');
    await other.page.getByText('This browser', { exact: true }).waitFor();
    await page.reload();
    const sessions = page.getByRole('region', { name: 'Sessions' });
    await sessions.getByText('This browser', { exact: true }).waitFor();
    const others = sessions.getByRole('listitem').filter({ hasNotText: 'This browser' });
    await others.first().getByRole('button', { name: /End/ }).click();
    await others.first().waitFor({ state: 'detached' });
    await other.page.waitForURL(/sign-in\?.*next=%2Fme/);
    await other.page.getByText('You ended this session from your list of sessions.').waitFor();
    await page.getByRole('button', { name: 'Your menu, Anna Ruiz' }).waitFor();
    expect(other.complaints).toEqual([]);
  });

  it('ends all others at once, after asking', async () => {
    const others = await Promise.all([1, 2].map(() => newPerson(alone.browser, alone.rollcall.url)));
    for (const { page: own } of others) await takeSession(own, 'anna.ruiz@northwind.example');
    await page.reload();
    await page.getByRole('button', { name: 'End all others' }).click();
    const dialog = page.getByRole('dialog', { name: 'End your 2 other sessions?' });
    await dialog.getByRole('button', { name: 'End all others' }).click();
    await page.getByText('2 sessions have ended').waitFor();
    for (const { page: own } of others) {
      await own.goto('/settings/departments');
      await own.waitForURL(/sign-in/);
    }
    await expect.poll(() => page.getByRole('region', { name: 'Sessions' }).getByRole('listitem').count()).toBe(1);
  });

  it('changes my password, and empties the form', async () => {
    await page.getByLabel('Present password').fill('Wrong-1-password');
    await page.getByLabel(/New password/).fill('Lantern-88-sea');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('That is not the right password.').waitFor();
    await page.getByLabel('Present password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Password changed.').waitFor();
    expect(await page.getByLabel('Present password').inputValue()).toBe('');
  });

  it('takes the theme that I choose', async () => {
    const themes = page.getByRole('radiogroup', { name: 'Theme' });
    await themes.getByText('Dark', { exact: true }).click();
    const theme = () => page.evaluate(() => document.documentElement.getAttribute('data-mantine-color-scheme'));
    await expect.poll(theme).toBe('dark');
    await page.reload();
    expect(await theme()).toBe('dark');
    await themes.getByText('Like the system').click();
    await expect.poll(theme).toBe('light');
  });
});

it('a mailed link that does not work says so', async () => {
  await page.goto('/confirm-email');
  await page.getByText('The link is incomplete.').waitFor();
  await page.goto('/confirm-email#nonsense');
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByText('This link does not work.').waitFor();
});

it('leaves no complaint of the browser', () => {
  expect(ana.complaints).toEqual([]);
});

/** Unfolds the newest mail to this address with this subject. */
async function showMail(reader: Page, email: string, subject: RegExp) {
  const mail = reader
    .locator('details', { hasText: `to ${email}` })
    .filter({ hasText: subject })
    .first();
  await expect
    .poll(async () => {
      await reader.goto('/mailbox');
      return mail.count();
    })
    .toBe(1);
  if (!(await mail.evaluate((node) => (node as HTMLDetailsElement).open))) await mail.locator('summary').click();
  return mail.frameLocator('iframe');
}
