import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DialerProfile } from '../../contract/dialer-permissions.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { SKILL_GROUPS } from '../skill-groups/kind.ts';
import { TAGS } from '../tags/kind.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent } from '../testing/dialer.ts';
import { explaining, nodesOf } from '../testing/explaining.ts';
import { manyAgents, type Sets } from '../testing/many-agents.ts';
import { boxPage, countBox, countWithAll, findSet, listSets } from './queries.ts';

// How the pages of tags and skill groups of a large account are read, as the application's role sees it.

const AGENTS = 100_000;
const NOWHERE = '00000000-0000-0000-0000-000000000000';

let app: TestApp;
let pool: pg.Pool;
let accountId: string;
let owner: Actor;
let leader: Actor;
let sets: Sets;

beforeAll(async () => {
  app = await startTestApp();
  pool = new pg.Pool({ connectionString: app.urls.app, max: 1 });
  const account = await app.make.account();
  accountId = account.id;
  sets = await manyAgents(app, accountId, AGENTS);
  const facts = { accountId, status: 'active', portalRoles: [] } as const;
  owner = { ...facts, userId: account.owner.id, isMainUser: true, ...heldBy(true, [], null) };
  const own = await makeAgent(app, accountId, { tags: [sets.rareTag] });
  const roles: DialerProfile['roles'] = [{ permissions: ['agent.view', 'agent.edit'], scope: 'shared_tags' }];
  const profile = { isSuperuser: false, hasAllTags: false, tags: [sets.rareTag], roles };
  leader = { ...facts, userId: own.id, isMainUser: false, ...heldBy(false, [], profile) };
}, 240_000);
afterAll(async () => {
  await pool.end();
  await app.close();
});

type Ask = (parts: ReturnType<typeof explaining>) => Promise<unknown>;

async function scans(ask: Ask, answers: object[]): Promise<string[]> {
  const parts = explaining(pool, accountId, answers);
  await ask(parts);
  const scanned = parts.plans.flatMap(nodesOf).filter((node) => node['Node Type'] === 'Seq Scan');
  return scanned.map((node) => node['Relation Name'] ?? '').filter((table) => table === 'users' || table === 'agents');
}

const FEW = [{ id: NOWHERE, dialer_profile: null, portal_roles: [], is_main_user: false }];
const MANY = Array.from({ length: 2001 }, () => FEW[0] as object);

it.each([
  ['few', FEW],
  ['many', MANY],
])('no page of a box reads users from end to end, where a look-up finds %s', async (_, found) => {
  for (const actor of [owner, leader]) {
    for (const [kind, id] of [
      [TAGS, sets.rareTag],
      [TAGS, sets.tag],
      [SKILL_GROUPS, sets.group],
    ] as const) {
      for (const box of ['available', 'selected'] as const) {
        const page = { box, after: null, limit: 101 };
        expect(await scans(({ reader }) => boxPage(reader, actor, kind, id, page), found), `${kind.type} ${box}`).toEqual([]);
        const later = { ...page, after: ['given5', NOWHERE] as const };
        expect(await scans(({ reader }) => boxPage(reader, actor, kind, id, later), found)).toEqual([]);
      }
      expect(
        await scans(
          ({ reader }) => boxPage(reader, actor, kind, id, { box: 'available', q: 'family777', after: null, limit: 101 }),
          found,
        ),
      ).toEqual([]);
    }
  }
});

it('neither the lists nor the one after a change read users from end to end', async () => {
  for (const kind of [TAGS, SKILL_GROUPS]) {
    expect(await scans(({ reader }) => listSets(reader, owner, kind), [])).toEqual([]);
    expect(await scans(({ reader }) => countWithAll(reader, owner, kind), [])).toEqual([]);
    expect(await scans(({ reader }) => findSet(reader, owner, kind, sets.tag), [])).toEqual([]);
  }
});

it('counts what is there, for who sees all and for a leader', async () => {
  const reader = app.db.reader(accountId);
  const { rows } = await app.owner.query(
    `select count(*) filter (where t.tag_id = $2)::int as many, count(*) filter (where t.tag_id = $3)::int as rare
     from agent_tags t join users u on u.account_id = t.account_id and u.id = t.user_id where t.account_id = $1 and u.status <> 'deleted'`,
    [accountId, sets.tag, sets.rareTag],
  );
  const members = async (actor: Actor) => new Map((await listSets(reader, actor, TAGS)).map((set) => [set.id, set.members]));
  const all = await members(owner);
  expect([all.get(sets.tag), all.get(sets.rareTag)]).toEqual([rows[0].many, rows[0].rare]);
  expect([...(await members(leader))]).toEqual([[sets.rareTag, rows[0].rare]]);
  expect(await countBox(reader, leader, TAGS, sets.rareTag, { box: 'selected' })).toEqual({ count: rows[0].rare, isMore: false });
  expect(await countBox(reader, owner, TAGS, sets.rareTag, { box: 'available' })).toEqual({ count: 10_000, isMore: true });
});

it('a tenth of all agents moves in place: their pages have room, so that no index is written', async () => {
  const client = await app.owner.connect();
  await client.query('begin');
  const { rowCount } = await client.query(
    `update users set version = version + 1 where account_id = $1 and id in (select id from users where account_id = $1 order by id limit 10000)`,
    [accountId],
  );
  const { rows } = await client.query("select pg_stat_get_xact_tuples_hot_updated('users'::regclass)::int as in_place");
  await client.query('rollback');
  client.release();
  expect(rowCount).toBe(10_000);
  expect(rows[0].in_place).toBeGreaterThan(8000);
});
