import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../server/testing/mail-server.ts';
import { checkPage } from './check-page.ts';
import { openLine } from './line.ts';
import { type Northwind, openDrawer, readUser, startNorthwind } from './northwind.ts';
import { newPerson, type Person, takeSession } from './person.ts';

// What others do shows on an open page by itself; and a page whose session has ended is left at once.

let northwind: Northwind;
beforeAll(async () => {
  northwind = await startNorthwind();
});
afterAll(() => northwind.stop());

async function openAs(name: string, path: string, url = northwind.url): Promise<Person> {
  const person = await newPerson(northwind.browser, url);
  await takeSession(person.page, `${name.toLowerCase()}@northwind.example`);
  await person.page.goto(path);
  return person;
}

/** How many streams the server has open. */
async function streams(): Promise<number> {
  const text = await (await fetch(`${northwind.url}/metrics`)).text();
  return Number(/^rollcall_live_streams (\d+)$/m.exec(text)?.[1]);
}

const untilStreams = (count: number) => waitFor(async () => ((await streams()) === count ? true : null), `${count} streams`, 30);
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

async function endSessionsOf(name: keyof Northwind['users']): Promise<void> {
  const { request } = northwind.ana.context;
  const path = `/api/v1/users/${northwind.users[name]}/sessions`;
  const { items } = (await (await request.get(path)).json()) as { items: { id: string }[] };
  for (const { id } of items) expect((await request.delete(`${path}/${id}`)).status()).toBe(204);
}

/** When the page first shows the form, by the page's own clock. */
function watchForForm(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const isThere = document.querySelector('input[autocomplete="current-password"]') && location.pathname === '/sign-in';
          if (isThere) resolve(Date.now());
          else setTimeout(look, 10);
        };
        look();
      }),
  );
}

describe('a session that ended elsewhere', () => {
  it('shows the sign-in form by itself, says why, keeps nothing of the account, and leads back', async ({ annotate }) => {
    const ben = await openAs('Ben', '/me');
    await ben.page.getByLabel('First name').fill('Half typed');
    await untilStreams(2);
    const shown = watchForForm(ben.page);
    const endedAt = Date.now();
    await endSessionsOf('Ben');
    await annotate(`The form showed ${(await shown) - endedAt} ms after the request to end the session was made.`);
    await ben.page.getByText('An administrator ended this session. Sign in again and you return to where you were.').waitFor();
    expect(await ben.page.getByText(/Stone|Northwind/).count()).toBe(0);
    await checkPage(ben.page, 'the sign-in page after an ended session');
    await untilStreams(1);
    await ben.page.getByLabel('E-mail or username').fill('ben@northwind.example');
    await ben.page.getByLabel('Password', { exact: false }).first().fill('Harbour-47-lights');
    await signInButton(ben.page).click();
    await ben.page.waitForURL(/\/me$/);
    await ben.page.getByLabel('First name').waitFor();
    expect(await ben.page.getByLabel('First name').inputValue()).toBe('Ben');
    expect(ben.complaints).toEqual([]);
    await ben.context.close();
  });

  it('does so in front of what was typed and not saved, and of an open dialog', async () => {
    const ada = await openAs('Ada', '/');
    const drawer = await openDrawer(ada.page, northwind.users.Finn);
    await drawer.getByLabel('First name').fill('Not saved');
    await ada.page.getByRole('button', { name: 'Delete Dan Stone' }).click();
    await ada.page.getByRole('dialog', { name: /Dan Stone/ }).waitFor();
    await untilStreams(2);
    await endSessionsOf('Ada');
    await signInButton(ada.page).waitFor();
    expect(await ada.page.getByText('Stone').count()).toBe(0);
    expect(await ada.page.getByRole('dialog').count()).toBe(0);
    expect((await readUser(northwind, 'Finn')).firstName).toBe('Finn');
    expect(ada.complaints).toEqual([]);
    await ada.context.close();
  });

  it('in all tabs of the browser, of which one holds the stream for all, and another when that one is closed', async () => {
    const cleo = await openAs('Cleo', '/');
    await untilStreams(2);
    const tabs = [await cleo.context.newPage(), await cleo.context.newPage()];
    for (const tab of tabs) {
      await tab.goto('/me');
      await tab.getByLabel('First name').waitFor();
    }
    expect(await streams()).toBe(2);
    const takenOver = Promise.any(tabs.map((tab) => tab.waitForResponse((answer) => answer.url().includes('/api/v1/live'))));
    await cleo.page.close();
    await takenOver;
    await untilStreams(2);
    const { request } = northwind.ana.context;
    await request.post(`/api/v1/users/${northwind.users.Cleo}/deactivation`, { data: {} });
    for (const tab of tabs) {
      await tab.getByText('Your user was switched off, so you are signed out.').waitFor();
      await signInButton(tab).waitFor();
    }
    await untilStreams(1);
    await cleo.context.close();
  });

  it('by one’s own wish says nothing here, and says so in the other tab', async () => {
    const dan = await openAs('Dan', '/');
    const other = await dan.context.newPage();
    await other.goto('/me');
    await other.getByLabel('First name').waitFor();
    await dan.page.getByRole('button', { name: /Your menu/ }).click();
    await dan.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signInButton(dan.page).waitFor();
    await other.getByText('You signed out in another tab.').waitFor();
    expect(new URL(dan.page.url()).search).toBe('');
    expect(await dan.page.getByRole('status').count()).toBe(0);
    await dan.context.close();
  });
});

describe('without the network', () => {
  it('the page waits, and comes back by itself to what happened meanwhile', async () => {
    const line = await openLine(northwind.url);
    const ada = await openAs('Ada', '/settings/users', line.url);
    await ada.page.getByText('Dan Stone').first().waitFor();
    await untilStreams(2);
    line.cut();
    await untilStreams(1);
    await northwind.ana.context.request.delete(`/api/v1/users/${northwind.users.Dan}`);
    line.mend();
    await ada.page.getByText('Dan Stone').first().waitFor({ state: 'detached', timeout: 30_000 });
    await untilStreams(2);

    line.cut();
    await untilStreams(1);
    await ada.context.setOffline(true);
    await endSessionsOf('Ada');
    line.mend();
    await ada.context.setOffline(false);
    await ada.page.getByText('Sign in and you go on to the page that you opened.').waitFor();
    expect(await ada.page.getByText('Stone').count()).toBe(0);
    await ada.context.close();
    await line.close();
  });
});

describe('the users page', () => {
  it('shows what others change, add and delete, and leaves alone what is being typed', async () => {
    const ada = await openAs('Ada', '/');
    const drawer = await openDrawer(ada.page, northwind.users.Finn);
    await drawer.getByLabel('Last name').fill('Typing');
    await untilStreams(2);
    const { request } = northwind.ana.context;
    const change = async (name: 'Finn' | 'Eva', data: object) => {
      const { version } = await readUser(northwind, name);
      const headers = { 'if-match': `"${version}"` };
      expect((await request.patch(`/api/v1/users/${northwind.users[name]}`, { data, headers })).status()).toBe(200);
    };
    await change('Eva', { lastName: 'Rivers' });
    await ada.page.getByText('Eva Rivers').first().waitFor();
    await change('Finn', { firstName: 'Phineas' });
    await ada.page.getByRole('row', { name: /Phineas Stone/ }).waitFor();
    expect(await drawer.getByLabel('Last name').inputValue()).toBe('Typing');
    const zoe = { firstName: 'Zoe', lastName: 'Adams', email: 'zoe@northwind.example', portalRoles: [] };
    const made = await request.post('/api/v1/users', { data: zoe });
    await ada.page.getByText('Zoe Adams').first().waitFor();
    await request.delete(`/api/v1/users/${((await made.json()) as { id: string }).id}`);
    await ada.page.getByText('Zoe Adams').first().waitFor({ state: 'detached' });
    expect(await drawer.getByLabel('Last name').inputValue()).toBe('Typing');
    expect(ada.complaints).toEqual([]);
    await ada.context.close();
  });
});
