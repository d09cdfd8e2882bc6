import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { InterfaceLanguage } from '../contract/languages.ts';
import { type MailServer, startMailServer, tokenIn } from '../server/testing/mail-server.ts';
import { launchChromium } from './chromium.ts';
import { goInside } from './go-inside.ts';
import { newPerson, PASSWORD, type Person, signIn } from './person.ts';
import { type RunningRollcall, startRollcall } from './rollcall.ts';

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn'] as const;
type Name = (typeof NAMES)[number];

/** An account with Ana as its main user, signed in, and active colleagues: Ada is an Admin, the others have Reports. */
export interface Northwind {
  readonly browser: Browser;
  readonly url: string;
  readonly ana: Person;
  /** Their ids. */
  readonly users: Readonly<Record<Name, string>>;
  /** What an operator does, with the command that they have; answers what it says. */
  liftAddressLists(): Promise<string>;
  /** Waits what a wrong password makes one wait, without waiting. */
  skipDelays(): Promise<void>;
  stop(): Promise<void>;
}

export async function startNorthwind({ isEmbedded = false } = {}): Promise<Northwind> {
  const mail = await startMailServer();
  const [rollcall, browser] = await Promise.all([startRollcall({ SMTP_URL: mail.url }, isEmbedded), launchChromium()]);
  const ana = await newPerson(browser, rollcall.url);
  const { request } = ana.context;
  const me = { companyName: 'Northwind', firstName: 'Ana', lastName: 'Ruiz', email: 'ana@northwind.example', password: PASSWORD };
  await request.post('/api/v1/sign-up', { data: me });
  await request.post('/api/v1/activation', { data: { token: tokenIn(await mail.next(me.email)), password: PASSWORD } });
  await signIn(ana.page, me.email);
  const { account } = (await (await request.get('/api/v1/me')).json()) as { account: { code: string } };
  const ids = await Promise.all(NAMES.map(async (name) => [name, await addActive(ana, mail, name)] as const));
  return {
    browser,
    url: rollcall.url,
    ana,
    users: Object.fromEntries(ids) as Record<Name, string>,
    liftAddressLists: () => liftAddressLists(rollcall, account.code),
    skipDelays: () => skipDelays(rollcall),
    stop: async () => {
      await browser.close();
      await rollcall.stop();
      await mail.close();
    },
  };
}

async function liftAddressLists({ place }: RunningRollcall, code: string): Promise<string> {
  const script = fileURLToPath(new URL('../scripts/lift-address-lists.ts', import.meta.url));
  const env = { PATH: process.env.PATH, ...place };
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--account', code.toLowerCase()], { env });
  return stdout;
}

async function skipDelays({ urls }: RunningRollcall): Promise<void> {
  const client = new pg.Client({ connectionString: urls.owner });
  await client.connect();
  await client.query('update sign_in_failures set blocked_until = now() where failures < 10');
  await client.end();
}

async function addActive({ context }: Person, mail: MailServer, firstName: Name): Promise<string> {
  const email = `${firstName.toLowerCase()}@northwind.example`;
  const portalRoles = firstName === 'Ada' ? ['admin'] : ['reports'];
  const made = await context.request.post('/api/v1/users', { data: { firstName, lastName: 'Stone', email, portalRoles } });
  expect(made.status()).toBe(201);
  const data = { token: tokenIn(await mail.next(email)), password: PASSWORD };
  expect((await context.request.post('/api/v1/activation', { data })).status()).toBe(200);
  return ((await made.json()) as { id: string }).id;
}

/** Puts a person's pages in this language. */
export async function speak({ context }: Person, interfaceLanguage: InterfaceLanguage): Promise<void> {
  const { version } = (await (await context.request.get('/api/v1/me')).json()) as { version: number };
  const answer = await context.request.patch('/api/v1/me', {
    data: { interfaceLanguage },
    headers: { 'if-match': `${version}` },
  });
  expect(answer.status()).toBe(204);
}

/**
 * The drawer of a user, by a link; from an open page of the product, where nothing may wait to be saved, as a link in it does.
 * `search` narrows the list beside it.
 */
export async function openDrawer(page: Page, id: string, search = ''): Promise<Locator> {
  const path = `/settings/users?${search}user=${id}`;
  if (page.url().startsWith('http')) await goInside(page, path);
  else await page.goto(path);
  const drawer = page.getByRole('dialog', { name: /^User / });
  await drawer.waitFor();
  return drawer;
}

/** Answers the next such call as the server does when the password was typed too long ago. */
export async function demandProofOnce(page: Page, method: string, url: string): Promise<void> {
  const json = { type: 'about:blank', title: 'Confirm', status: 403, code: 'session.step_up', requestId: 'test' };
  let isDone = false;
  await page.route(url, (route) => {
    if (isDone || route.request().method() !== method) return route.continue();
    isDone = true;
    return route.fulfill({ status: 403, contentType: 'application/problem+json', json });
  });
}

/** Answers the question for the password. */
export async function prove(page: Page, password = PASSWORD): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' });
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
}

export const saveButton = (drawer: Locator) => drawer.getByRole('button', { name: 'SAVE CHANGES', exact: true });

/** A user as the API shows them to Ana. */
export async function readUser({ ana, users }: Northwind, name: Name) {
  const answer = await ana.context.request.get(`/api/v1/users/${users[name]}`);
  return (await answer.json()) as {
    firstName: string;
    lastName: string;
    username: string | null;
    status: string;
    portalRoles: string[];
    version: number;
  };
}
