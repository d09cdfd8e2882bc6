import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortalRole } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';

let app: TestApp;
let owner: Client;
let sales: string;
let support: string;

const PEOPLE: [name: string, username: string, status: UserStatus, roles: PortalRole[], departments: ('sales' | 'support')[]][] =
  [
    ['Josué García', 'josue', 'active', ['reports'], ['sales']],
    ['Žofie Nováková', 'zofie_n', 'pending', ['reports', 'finance'], ['sales', 'support']],
    ['Юрий Гагарин', 'gagarin', 'active', ['admin'], []],
    ['أَحْمَد سعيد', 'ahmad', 'inactive', [], ['support']],
    ['Οδυσσέας Παπάς', 'odysseas', 'active', ['orders'], []],
    ['100% Real', 'under_score', 'active', ['tech_configuration'], []],
    ['100 Real', 'underXscore', 'active', [], []],
    ['Back\\slash', 'back', 'active', [], []],
    ['दिल सिंह', 'dil', 'active', [], []],
    ['Gone Garcia', 'gone', 'deleted', ['reports'], ['sales']],
  ];

beforeAll(async () => {
  app = await startTestApp();
  const account = await app.make.account({ firstName: 'Main', lastName: 'Person', email: 'main@example.org' });
  owner = await app.make.signedIn(account.owner);
  sales = await app.make.department(account.id, 'Sales');
  support = await app.make.department(account.id, 'Support');
  for (const [name, username, status, roles, memberOf] of PEOPLE) {
    const [firstName = '', lastName = ''] = name.split(' ');
    const departments = memberOf.map((one) => (one === 'sales' ? sales : support));
    await app.make.user(account.id, {
      firstName,
      lastName,
      username,
      status,
      roles,
      departments,
      email: `${username}@example.com`,
    });
  }
  const other = await app.make.account();
  await app.make.user(other.id, { firstName: 'Josué', lastName: 'Elsewhere', roles: ['reports'] });
});
afterAll(() => app.close());

type Filters = NonNullable<Parameters<typeof owner.call<'countUsers'>>[1]>['query'];

/** The usernames that the list shows; the count must agree. */
async function found(query: Filters): Promise<string[]> {
  const { body } = await owner.call('listUsers', { query: { ...query, sort: 'username', limit: 200 } });
  expect((await owner.call('countUsers', { query })).body.count).toBe(body.items.length);
  return body.items.map(({ username }) => username ?? 'main user');
}

describe('searching', () => {
  it.each([
    ['the beginning of a name', 'jos', ['josue']],
    ['a part in the middle', 'arcí', ['josue']],
    ['without the accents', 'novakova', ['zofie_n']],
    ['with accents that the name lacks', 'gárcia', ['josue']],
    ['in another case', 'GARCÍA', ['josue']],
    ['first and last name', 'Josué García', ['josue']],
    ['spaces around it', '  josue  ', ['josue']],
    ['Cyrillic, in another case', 'ГАГАР', ['gagarin']],
    ['Arabic without vowel marks', 'أحمد', ['ahmad']],
    ['Greek capitals that end in sigma', 'ΟΔΥΣ', ['odysseas']],
    ['a vowel sign that tells two words apart', 'दल', []],
    ['a word with its vowel signs', 'दिल', ['dil']],
    ['a part of the address', 'ahmad@exam', ['ahmad']],
    ['a part of the username', 'fie_', ['zofie_n']],
    ['a percent sign, meant as one', '0%', ['under_score']],
    ['an underscore, meant as one', 'r_s', ['under_score']],
    ['a backslash, meant as one', 'k\\s', ['back']],
    ['a quote that would end a string', "' or '1'='1", []],
    ['nobody', 'nobody at all', []],
  ])('finds by %s', async (_, q, expected) => {
    expect(await found({ q })).toEqual(expected);
  });

  it('shows everybody where the search is empty or blank', async () => {
    const everybody = await found({});
    expect(everybody).toHaveLength(PEOPLE.length);
    expect(await found({ q: '' })).toEqual(everybody);
    expect(await found({ q: '   ' })).toEqual(everybody);
  });
});

describe('filtering', () => {
  it('hides the deleted unless they are asked for', async () => {
    expect(await found({})).not.toContain('gone');
    expect(await found({ status: ['deleted'] })).toEqual(['gone']);
    expect(await found({ status: ['active', 'pending', 'inactive', 'deleted'] })).toHaveLength(PEOPLE.length + 1);
  });

  it('by status, one or several', async () => {
    expect(await found({ status: ['pending'] })).toEqual(['zofie_n']);
    expect(await found({ status: ['pending', 'inactive'] })).toEqual(['ahmad', 'zofie_n']);
  });

  it('by role: whoever has one of them', async () => {
    expect(await found({ role: ['reports'] })).toEqual(['josue', 'zofie_n']);
    expect(await found({ role: ['finance', 'admin'] })).toEqual(['gagarin', 'zofie_n']);
  });

  it('by department: whoever is in one of them', async () => {
    expect(await found({ department: [support] })).toEqual(['ahmad', 'zofie_n']);
    expect(await found({ department: [sales, support] })).toEqual(['ahmad', 'josue', 'zofie_n']);
    expect(await found({ department: [newId()] })).toEqual([]);
  });

  it('by all of it together', async () => {
    expect(await found({ q: 'o', role: ['reports'], department: [sales], status: ['active'] })).toEqual(['josue']);
    expect(await found({ q: 'garcia', status: ['active', 'deleted'] })).toEqual(['gone', 'josue']);
  });

  it('goes on over pages', async () => {
    const query = { role: ['reports', 'orders', 'admin'] as PortalRole[], limit: 1 };
    const { body: first } = await owner.call('listUsers', { query });
    const { body: second } = await owner.call('listUsers', { query: { ...query, cursor: first.next ?? '' } });
    expect(second.items).toHaveLength(1);
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  it('refuses a status and a role that do not exist', async () => {
    const { problem } = await owner.call('listUsers', { query: { status: ['gone' as 'deleted'], role: ['boss' as 'admin'] } });
    expect(problem.errors?.map(({ path }) => path)).toEqual(['status.0', 'role.0']);
  });
});

describe('Locked, beside the statuses', () => {
  it('finds whom wrong passwords have locked, and with a status both; never somebody deleted', async () => {
    const lock = (usernames: readonly string[], until: string) =>
      app.owner.query(`update users set locked_until = now() + $2::interval where username = any ($1)`, [usernames, until]);
    await lock(['josue', 'ahmad', 'gone'], '15 minutes');
    await lock(['gagarin'], '-1 minute');
    expect(await found({ status: ['locked'] })).toEqual(['ahmad', 'josue']);
    expect(await found({ status: ['locked', 'pending'] })).toEqual(['ahmad', 'josue', 'zofie_n']);
    expect(await found({ status: ['locked', 'deleted'] })).toEqual(['ahmad', 'gone', 'josue']);
    expect(await found({ status: ['locked'], department: [sales] })).toEqual(['josue']);
    expect(await found({ status: ['locked', 'active', 'pending', 'inactive', 'deleted'] })).toHaveLength(PEOPLE.length + 1);
  });
});
