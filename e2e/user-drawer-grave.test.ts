import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';
import { goInside } from './go-inside.ts';
import { demandProofOnce, type Northwind, openDrawer, prove, readUser, saveButton, startNorthwind } from './northwind.ts';
import { newPerson, PASSWORD, type Person, takeSession } from './person.ts';

// What cannot be done by the way: delete and restore, erase, give Admin, hand the account over.

let northwind: Northwind;
let ana: Person;

beforeAll(async () => {
  northwind = await startNorthwind();
  ana = northwind.ana;
});
afterAll(() => northwind?.stop());

describe('deleting', () => {
  it('deletes and restores', async () => {
    const { page } = ana;
    const drawer = await openDrawer(page, northwind.users.Eva);
    await drawer.getByRole('button', { name: 'Delete user' }).click();
    const question = page.getByRole('dialog', { name: 'Delete Eva Stone?' });
    await question.getByText(/restore them until \d+ \w+ \d{4}/).waitFor();
    await question.getByRole('button', { name: 'Delete Eva Stone' }).click();
    await drawer.waitFor({ state: 'detached' });

    await goInside(page, '/settings/users?status=deleted');
    await page
      .getByRole('row', { name: /Eva Stone/ })
      .getByRole('button', { name: 'Restore Eva Stone' })
      .click();
    await page.getByRole('row', { name: /Eva Stone/ }).waitFor({ state: 'detached' });
    expect(await readUser(northwind, 'Eva')).toMatchObject({ status: 'active', portalRoles: ['reports'] });
  });

  it('erases for good, after the password', async () => {
    const { page } = ana;
    expect((await ana.context.request.delete(`/api/v1/users/${northwind.users.Eva}`)).status()).toBe(204);
    await demandProofOnce(page, 'POST', '**/erasure');
    const drawer = await openDrawer(page, northwind.users.Eva, 'status=deleted&');
    await drawer.getByText(/Erased on \d+ \w+ \d{4}/).waitFor();
    await drawer.getByRole('button', { name: 'Erase now' }).click();
    const question = page.getByRole('dialog', { name: 'Erase Eva Stone now?' });
    await question.getByText(/cannot be undone/).waitFor();
    await checkPage(page, 'erase dialog');
    await question.getByRole('button', { name: 'Erase Eva Stone' }).click();
    await prove(page);
    await drawer.waitFor({ state: 'detached' });
    expect((await ana.context.request.get(`/api/v1/users/${northwind.users.Eva}`)).status()).toBe(404);
  });
});

describe('confirming that it is you', () => {
  it('keeps what was typed when one cancels, and goes on with the right password', async () => {
    const { page } = ana;
    const drawer = await openDrawer(page, northwind.users.Ben);
    await drawer.getByLabel('Admin', { exact: true }).check();
    await demandProofOnce(page, 'PATCH', `**/api/v1/users/${northwind.users.Ben}`);
    await saveButton(drawer).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm it is you' });
    await checkPage(page, 'step-up dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await drawer.getByText('Confirm with your password first.').waitFor();
    expect(await drawer.getByLabel('Admin', { exact: true }).isChecked()).toBe(true);
    await page.unrouteAll();
    await demandProofOnce(page, 'PATCH', `**/api/v1/users/${northwind.users.Ben}`);
    await saveButton(drawer).click();
    await prove(page, 'Wrong-1-password');
    await dialog.getByText('That is not the right password.').waitFor();
    await prove(page);
    await drawer.getByText('Nothing changed').waitFor();
    expect((await readUser(northwind, 'Ben')).portalRoles).toContain('admin');
  });
});

describe('an Admin', () => {
  it('sees what they may not do, and why', async () => {
    const ada = await newPerson(northwind.browser, northwind.url);
    await takeSession(ada.page, 'ada@northwind.example');
    const drawer = await openDrawer(ada.page, northwind.users.Ben);
    const button = drawer.getByRole('button', { name: 'SAVE CHANGES' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await drawer.getByText('Only the main user may change an Admin.').first().waitFor();
    const handOver = drawer.getByRole('button', { name: 'Make this the main user' });
    expect(await handOver.getAttribute('aria-disabled')).toBe('true');
    await handOver.focus();
    await ada.page.getByText('Only the main user may hand the account over.').waitFor();
    expect(ada.complaints).toEqual([]);
  });
});

describe('handing over', () => {
  it('makes another the main user, and keeps the roles one chose', async () => {
    const { page } = ana;
    const drawer = await openDrawer(page, northwind.users.Finn);
    await drawer.getByRole('button', { name: 'Make this the main user' }).click();
    await drawer.getByLabel('Admin', { exact: true }).check();
    await checkPage(page, 'hand-over');
    await drawer.getByRole('button', { name: 'SAVE CHANGES' }).click();
    const question = page.getByRole('dialog', { name: 'Make Finn Stone the main user?' });
    await question.getByText('You keep: Admin.').waitFor();
    await question.getByLabel('Your password').fill('Wrong-1-password');
    await question.getByRole('button', { name: 'Hand the account over' }).click();
    await question.getByText('That is not the right password.').waitFor();
    await question.getByLabel('Your password').fill(PASSWORD);
    await question.getByRole('button', { name: 'Hand the account over' }).click();
    await page.getByText('Finn Stone is the main user now').waitFor();
    await page
      .getByRole('row', { name: /Finn Stone/ })
      .getByRole('img', { name: 'Main user of the account' })
      .waitFor();
    await drawer.getByText('Nobody but the main user may change the main user.').first().waitFor();
  });

  it('deletes the former one who wishes to leave, and says so on the page they land on', async () => {
    const finn = await newPerson(northwind.browser, northwind.url);
    await takeSession(finn.page, 'finn@northwind.example');
    const drawer = await openDrawer(finn.page, northwind.users.Cleo);
    await drawer.getByRole('button', { name: 'Make this the main user' }).click();
    await drawer.getByLabel('Delete my user').check();
    await drawer.getByRole('button', { name: 'SAVE CHANGES' }).click();
    const question = finn.page.getByRole('dialog', { name: 'Make Cleo Stone the main user?' });
    await question.getByLabel('Your password').fill(PASSWORD);
    await question.getByRole('button', { name: 'Hand over and delete my user' }).click();
    await finn.page.getByText(/You are signed out. The account has a new main user/).waitFor();
    await finn.page.goto('/');
    await finn.page.waitForURL(/sign-in/);
    expect(finn.complaints).toEqual([]);
  });

  it('leaves no complaint of the browser', () => {
    expect(ana.complaints).toEqual([]);
  });
});
