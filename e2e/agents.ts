import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { DialerPermission } from '../contract/dialer-permissions.ts';
import { tokenIn } from '../server/testing/mail-server.ts';
import { newPerson, PASSWORD, type Person, signIn } from './person.ts';
import type { Workshop } from './workshop.ts';

/** What `createAgent` takes; what is left out is made up. */
export interface AgentWishes {
  readonly username: string;
  readonly [setting: string]: unknown;
}

/** Agents of Ana's account with the role *Agents*, by their ids. They wait to be confirmed. */
export async function makeAgents({ context }: Person, people: readonly AgentWishes[]): Promise<string[]> {
  const { items } = (await (await context.request.get('/api/v1/roles')).json()) as { items: { id: string }[] };
  const dialerRoles = items.map(({ id }) => id).slice(0, 1);
  const ids: string[] = [];
  for (const wishes of people) {
    const data = { email: `${wishes.username}@northwind.example`, dialerRoles, ...wishes };
    const made = await context.request.post('/api/v1/agents', { data });
    expect(made.status(), await made.text()).toBe(201);
    ids.push(((await made.json()) as { id: string }).id);
  }
  return ids;
}

/** Somebody signed in who holds these permissions in the Dialer, and reaches everybody. */
export async function activeAgent(
  { ana, browser, mail, owner, url }: Workshop,
  { username, permissions }: { username: string; permissions: readonly DialerPermission[] },
): Promise<Person> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into dialer_roles (account_id, id, name, name_key, permissions, scope)
     select id, gen_random_uuid(), $1, $1, $2, 'all' from accounts returning id`,
    [`role of ${username}`, permissions],
  );
  const email = `${username}@northwind.example`;
  await makeAgents(ana, [{ username, email, firstName: 'Lea', lastName: 'Dahl', dialerRoles: [rows[0]?.id] }]);
  const data = { token: tokenIn(await mail.next(email)), password: PASSWORD };
  expect((await ana.context.request.post('/api/v1/activation', { data })).status()).toBe(200);
  const person = await newPerson(browser, url);
  await signIn(person.page, email);
  return person;
}

/** Whom the list shows,. */
export function namesOn(page: Page): Promise<string[]> {
  return page.locator('tbody tr[data-index] td[data-column="name"]').allTextContents();
}
