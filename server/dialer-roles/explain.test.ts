import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dialerHoldingOf } from '../../contract/dialer-permissions.ts';
import type { Reader } from '../db/pool.ts';
import { countReached, findPhones } from '../dialer-settings/queries.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { explaining, type Node, nodesOf } from '../testing/explaining.ts';
import { LARGE, manyAgents, type Sets } from '../testing/many-agents.ts';
import { countAgentsOf, countLeadsOf, findUserGroups } from '../user-groups/queries.ts';
import { presentRoles } from './present.ts';
import { countLastHolders, countMembers, findLastHolders, findRoles, holdersOf } from './queries.ts';

// How the pages of roles, user groups and settings are read in a large account that is one of two, as the application's role.

const AGENTS = 20_000;

let app: TestApp;
let pool: pg.Pool;
let big: string;
let small: string;
let sets: Sets;
beforeAll(async () => {
  app = await startTestApp();
  pool = new pg.Pool({ connectionString: app.urls.app, max: 1 });
  [big, small] = [(await app.make.account()).id, (await app.make.account()).id];
  sets = await manyAgents(app, big, AGENTS);
  await app.owner.query(
    `insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, weight)
     select $1, gen_random_uuid(), 'Lea', '', 'lea', 'lea', '+4930123456', n % 5 from generate_series(1, 20000) n`,
    [big],
  );
  await app.owner.query('vacuum analyze leads');
}, 240_000);
afterAll(async () => {
  await pool.end();
  await app.close();
});

const ownerOf = (accountId: string): Actor => {
  const facts = { accountId, userId: '00000000-0000-0000-0000-000000000000', status: 'active', portalRoles: [] } as const;
  return { ...facts, isMainUser: true, ...heldBy(true, [], null) };
};

async function plansOf(accountId: string, work: (reader: Reader) => Promise<unknown>): Promise<Node[]> {
  const parts = explaining(pool, accountId, []);
  await work(parts.reader);
  return parts.plans;
}

/** Tables that are read from end to end although they hold much of others. */
const scansOf = (plans: readonly Node[]) =>
  plans
    .flatMap(nodesOf)
    .filter((node) => node['Node Type'] === 'Seq Scan' && [...LARGE, 'leads'].includes(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name']);

it.each<[string, (reader: Reader, actor: Actor) => Promise<unknown>]>([
  ['roles', (reader, actor) => findRoles(reader, actor)],
  ['their members', (reader, actor) => countMembers(reader, actor)],
  ['who holds them', (reader, actor) => holdersOf(reader, actor, [])],
  ['who holds no other', (reader) => countLastHolders(reader, sets.rareRole)],
  ['the first of these', (reader, actor) => findLastHolders(reader, actor, sets.rareRole)],
  ['user groups', (reader) => findUserGroups(reader)],
  ['who serves them', (reader, actor) => countAgentsOf(reader, actor)],
  ['the leads that they find', (reader, actor) => countLeadsOf(reader, actor, [{ minimumWeight: 2 }])],
  ['whom defaults reach', (reader, actor) => countReached(reader, actor)],
  ['phones above somebody', (reader, actor) => findPhones(reader, actor, true)],
])('%s of a small account beside a large one: no table is read from end to end', async (_, work) => {
  expect(scansOf(await plansOf(small, (reader) => work(reader, ownerOf(small))))).toEqual([]);
});

it('says of each role of twenty thousand agents who may touch it, by kinds of holders and not one by one', async () => {
  const roles = [{ permissions: ['agent.view', 'dialer_role.manage'] as const, scope: 'all' as const }];
  const profile = { isSuperuser: false, hasAllTags: false, tags: [sets.tag], roles };
  const manager: Actor = { ...ownerOf(big), isMainUser: false, dialer: dialerHoldingOf(false, profile) };
  await app.owner.query(
    `update agents set is_superuser = true where user_id = (select u.id from users u join agents g on g.user_id = u.id
       where u.account_id = $1 and u.status = 'active' limit 1)`,
    [big],
  );
  const reader = app.db.reader(big);
  const holders = await holdersOf(reader, manager, await findRoles(reader, manager));
  expect(holders.get(sets.role)?.length).toBeLessThan(30);
  const shown = await presentRoles(reader, manager);
  expect(shown.find(({ id }) => id === sets.role)).toMatchObject({ can: { edit: { because: 'user.outranks' } } });
});
