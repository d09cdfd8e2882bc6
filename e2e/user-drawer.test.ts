import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';
import { type Northwind, openDrawer, readUser, saveButton, startNorthwind } from './northwind.ts';
import { newPerson, type Person, signIn, takeSession } from './person.ts';
import { checkEverywhere } from './workshop.ts';

// What can be done in the drawer of a user: edit, decide between two edits, end sessions, switch off and on.

let northwind: Northwind;
let ana: Person;

beforeAll(async () => {
  northwind = await startNorthwind();
  ana = northwind.ana;
});
afterAll(() => northwind?.stop());

describe('editing', () => {
  it('saves what changed and nothing else, and says how many fields that is', async () => {
    const drawer = await openDrawer(ana.page, northwind.users.Ben);
    expect(await saveButton(drawer).isDisabled()).toBe(true);
    await ana.page.keyboard.press('e');
    await expect.poll(() => drawer.getByLabel('First name').evaluate((field) => field === document.activeElement)).toBe(true);
    await drawer.getByLabel('Last name').fill('Okafor');
    await drawer.getByLabel('Finance', { exact: true }).check();
    await drawer.getByText('2 fields changed').waitFor();
    const [request] = await Promise.all([ana.page.waitForRequest((one) => one.method() === 'PATCH'), saveButton(drawer).click()]);
    expect(request.postDataJSON()).toEqual({ lastName: 'Okafor', portalRoles: ['reports', 'finance'] });
    expect(request.headers()['if-match']).toMatch(/^"\d+"$/);
    await ana.page.getByRole('row', { name: /Ben Okafor/ }).waitFor();
    await drawer.getByText('Nothing changed').waitFor();
    await drawer.getByRole('tab', { name: 'Activity' }).click();
    await drawer
      .getByText(/edited Ben Okafor$/)
      .first()
      .waitFor();
  });

  it('lets a new address wait, and shows it', async () => {
    const drawer = await openDrawer(ana.page, northwind.users.Ben);
    await drawer.getByLabel('E-mail').fill('benjamin@northwind.example');
    await saveButton(drawer).click();
    await drawer.getByText('benjamin@northwind.example waits to be confirmed').waitFor();
    expect(await drawer.getByLabel('E-mail').inputValue()).toBe('ben@northwind.example');
  });

  it('takes the change of the address back', async () => {
    const drawer = await openDrawer(ana.page, northwind.users.Ben);
    await drawer.getByRole('button', { name: 'Take the change of the address back' }).click();
    await ana.page.getByText('The address of Ben Okafor stays as it is').waitFor();
    await drawer.getByText('benjamin@northwind.example waits to be confirmed').waitFor({ state: 'detached' });
    await drawer.getByRole('tab', { name: 'Activity' }).click();
    await drawer.getByText(/took back the change of the e-mail address of Ben Okafor$/).waitFor();
  });

  it('says beside the field what is wrong', async () => {
    const drawer = await openDrawer(ana.page, northwind.users.Ben);
    await drawer.getByLabel('First name').fill('');
    await drawer.getByLabel('E-mail').fill('ada@northwind.example');
    await saveButton(drawer).click();
    await drawer.getByText('Fill this in.').waitFor();
    await drawer.getByLabel('First name').fill('Ben');
    await saveButton(drawer).click();
    await drawer.getByText('Another user of your account has this e-mail address.').waitFor();
  });

  it('asks before what was typed is lost, but not for a step within the list', async () => {
    await ana.page.reload(); // the step before has left something unsaved
    const drawer = await openDrawer(ana.page, northwind.users.Cleo);
    await drawer.getByLabel('First name').fill('Cleopatra');
    await ana.page.getByRole('searchbox', { name: 'Search users' }).fill('stone');
    await ana.page.waitForURL(/q=stone/);
    await drawer.getByRole('button', { name: 'Next user' }).click();
    const question = ana.page.getByRole('dialog', { name: 'Leave without saving 1 change?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await drawer.getByLabel('First name').inputValue()).toBe('Cleopatra');
    await drawer.getByRole('button', { name: 'Close' }).click();
    await question.getByRole('button', { name: 'Close and discard' }).click();
    await drawer.waitFor({ state: 'detached' });
  });
});

describe('two people on the same user', () => {
  it('never overwrites unseen: the second sees both and decides', async () => {
    const second = await ana.context.newPage();
    const mine = await openDrawer(ana.page, northwind.users.Dan);
    const theirs = await openDrawer(second, northwind.users.Dan);
    // What nobody has touched yet would show the other's change at once.
    await mine.getByLabel('First name').fill('Danny');
    await mine.getByLabel('Last name').fill('Rock');
    await theirs.getByLabel('First name').fill('Daniel');
    await theirs.getByLabel('Username').fill('daniel');
    await saveButton(theirs).click();
    await theirs.getByText('Nothing changed').waitFor();
    await second.close();

    await saveButton(mine).click();
    const conflict = mine.getByRole('region', { name: 'Somebody else changed this user meanwhile' });
    await conflict.getByText('Before: Dan').waitFor();
    await conflict.getByText('You: Danny').waitFor();
    await conflict.getByText('Now: Daniel').waitFor();
    await conflict.getByText('Changed by somebody else, taken over').waitFor();
    expect((await readUser(northwind, 'Dan')).lastName).toBe('Stone');
    expect(await conflict.getByRole('button', { name: 'Decide 1 more field' }).isDisabled()).toBe(true);
    await checkPage(ana.page, 'conflict');
    await conflict.getByLabel('You: Danny').check();
    await conflict.getByRole('button', { name: 'SAVE CHANGES' }).click();
    await ana.page.getByRole('row', { name: /Danny Rock/ }).waitFor();
    expect(await readUser(northwind, 'Dan')).toMatchObject({ firstName: 'Danny', lastName: 'Rock', username: 'daniel' });
  });

  it('saves nothing where everything of the other is taken', async () => {
    const drawer = await openDrawer(ana.page, northwind.users.Dan);
    await drawer.getByLabel('First name').fill('Dora');
    const { version } = await readUser(northwind, 'Dan');
    const data = { firstName: 'Dana' };
    const headers = { 'if-match': `"${version}"` };
    expect((await ana.context.request.patch(`/api/v1/users/${northwind.users.Dan}`, { data, headers })).status()).toBe(200);
    await saveButton(drawer).click();
    await drawer.getByLabel('Now: Dana').check();
    await drawer.getByRole('button', { name: 'Take over what is there now' }).click();
    await drawer.getByText('Nothing changed').waitFor();
    expect(await drawer.getByLabel('First name').inputValue()).toBe('Dana');
  });
});

describe('the state of a user', () => {
  it('switches off and on, with the consequence in words', async () => {
    const { page } = ana;
    const cleo = await newPerson(northwind.browser, northwind.url);
    await signIn(cleo.page, 'cleo@northwind.example');
    const drawer = await openDrawer(page, northwind.users.Cleo, 'tab=sign-in&');
    await drawer.getByRole('button', { name: /^End the session of Chrome on/ }).waitFor();
    await drawer.getByRole('tab', { name: 'Profile' }).click();
    await drawer.getByRole('button', { name: 'Deactivate' }).click();
    const question = page.getByRole('dialog', { name: 'Deactivate Cleo Stone?' });
    await question.getByText(/signed out at once/).waitFor();
    await question.getByRole('button', { name: 'Deactivate Cleo Stone' }).click();
    await drawer.getByRole('tab', { name: 'Sign-in' }).click();
    await drawer.getByText('No open session.').waitFor();
    await cleo.page.reload();
    await cleo.page.waitForURL(/sign-in/);
    await drawer.getByRole('tab', { name: 'Profile' }).click();
    await drawer.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('button', { name: 'Activate Cleo Stone' }).click();
    await drawer.getByRole('tab', { name: 'Activity' }).click();
    await drawer.getByText(/activated Cleo Stone again/).waitFor();
    expect((await readUser(northwind, 'Cleo')).status).toBe('active');
  });

  it('ends a session', async () => {
    const cleo = await newPerson(northwind.browser, northwind.url);
    await signIn(cleo.page, 'cleo@northwind.example');
    const drawer = await openDrawer(ana.page, northwind.users.Cleo, 'tab=sign-in&');
    await drawer.getByRole('button', { name: /^End the session of Chrome on/ }).click();
    await drawer.getByText('No open session.').waitFor();
    await cleo.page.reload();
    await cleo.page.waitForURL(/sign-in/);
  });
});

describe('the list', () => {
  it('downloads as CSV, as it is filtered and sorted', async () => {
    const { page } = ana;
    await page.goto('/settings/users?role=reports&sort=-email');
    await page.getByRole('button', { name: 'Columns and density' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(new URL(download.url()).search).toBe('?role=reports&sort=-email');
  });

  it('leaves no complaint of the browser', () => {
    expect(ana.complaints).toEqual([]);
  });
});

describe('the drawer in light, dark and on a phone breaks no rule that axe can check', () => {
  let person: Person;
  beforeAll(async () => {
    await ana.context.request.delete(`/api/v1/users/${northwind.users.Finn}`);
    person = await newPerson(northwind.browser, northwind.url);
    await takeSession(person.page, 'ana@northwind.example');
  });

  it('edited', async () => {
    const drawer = await openDrawer(person.page, northwind.users.Ben);
    await drawer.getByText('Permissions').click();
    await drawer.getByRole('tab', { name: 'Activity' }).click();
    await drawer.getByText(/added Ben/).waitFor();
    await checkPage(person.page, 'activity');
    await drawer.getByRole('tab', { name: 'Profile' }).click();
    await drawer.getByLabel('First name').fill('Somebody');
    await drawer.getByText('1 field changed').waitFor();
    await checkEverywhere(person.page, 'edited');
    await drawer.getByRole('button', { name: 'Undo' }).click();
    await drawer.getByText('Nothing changed').waitFor();
  });

  it('with a question', async () => {
    const drawer = await openDrawer(person.page, northwind.users.Ben);
    await drawer.getByRole('button', { name: 'Deactivate' }).click();
    await person.page.getByRole('button', { name: /^Deactivate Ben/ }).waitFor();
    await checkEverywhere(person.page, 'deactivate dialog');
    await person.page.keyboard.press('Escape');
  });

  it('of a deleted user', async () => {
    const former = await openDrawer(person.page, northwind.users.Finn, 'status=deleted&');
    await former.getByRole('button', { name: 'Erase now' }).waitFor();
    await checkEverywhere(person.page, 'deleted user');
    expect(person.complaints).toEqual([]);
  });
});
