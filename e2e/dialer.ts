import { expect } from 'vitest';
import { tokenIn } from '../server/testing/mail-server.ts';
import { newPerson, PASSWORD, type Person, signIn } from './person.ts';
import type { Workshop } from './workshop.ts';

/** What the Dialer of an account has, for the tests of its pages. */
export interface Dialer {
  readonly roles: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly skillGroups: Readonly<Record<string, string>>;
}

const EVERYTHING_BUT_RIGHTS = ['agent.view', 'agent.create', 'agent.edit', 'agent.sip_password', 'agent.activity'];

/** Posts as the person, and answers what was made. */
export async function make<Made = { id: string; version: number }>(
  { context }: Person,
  path: string,
  data: object,
): Promise<Made> {
  const answer = await context.request.post(`/api/v1/${path}`, { data });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as Made;
}

/** Roles with and without defaults, tags and skill groups. */
export async function furnishDialer(person: Person, { tags = 12, skillGroups = 8 } = {}): Promise<Dialer> {
  const nothing = { twoFactor: null, sessionSeconds: null, sessionLimit: null, autoDial: null };
  const role = async (name: string, more: object) =>
    (await make(person, 'roles', { name, permissions: [], scope: 'all', ...nothing, ...more })).id;
  const roles = {
    Callers: await role('Callers', { sessionSeconds: 28_800, autoDial: true }),
    'Night shift': await role('Night shift', { sessionSeconds: 14_400 }),
    Bosses: await role('Bosses', { permissions: ['agent.view', 'agent.delete'] }),
    'Floor leads': await role('Floor leads', { permissions: EVERYTHING_BUT_RIGHTS, scope: 'shared_tags' }),
  };
  return {
    roles,
    tags: await several(person, 'tags', TAGS, tags),
    skillGroups: await several(person, 'skill-groups', SKILL_GROUPS, skillGroups),
  };
}

/** An agent as the API shows them to this person. */
export async function readAgent({ context }: Person, id: string) {
  const answer = await context.request.get(`/api/v1/agents/${id}`);
  return (await answer.json()) as {
    username: string;
    status: string;
    firstName: string;
    lastName: string;
    callerIdName: string | null;
    isSuperuser: boolean;
    caldavToken: boolean;
    tags: { name: string }[];
    version: number;
  };
}

/** Somebody with the role *Floor leads* and the tag *Berlin*, signed in. */
export async function signInAsLeader({ ana, browser, url, mail }: Workshop, dialer: Dialer): Promise<Person> {
  const email = 'lea@northwind.example';
  const lea = { username: 'lea', firstName: 'Lea', lastName: 'Berg', email };
  await make(ana, 'agents', { ...lea, dialerRoles: [dialer.roles['Floor leads']], tags: [dialer.tags.Berlin] });
  const data = { token: tokenIn(await mail.next(email)), password: PASSWORD };
  expect((await ana.context.request.post('/api/v1/activation', { data })).status()).toBe(200);
  const leader = await newPerson(browser, url);
  await signIn(leader.page, email);
  return leader;
}

const TAGS = ['Berlin', 'Lisbon', 'Night', 'Support', 'Sales', 'Retention', 'الدعم', 'Zoë’s team'];
const SKILL_GROUPS = ['English', 'German', 'Billing', 'Technical', 'Complaints', 'Enterprise'];

async function several(person: Person, path: string, names: readonly string[], count: number): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (let index = 0; index < count; index += 1) {
    const name = names[index] ?? `${names[index % names.length]} ${index}`;
    ids[name] = (await make(person, path, { name })).id;
  }
  return ids;
}
