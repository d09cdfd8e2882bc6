import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_SORTS } from '../../contract/agents.ts';
import type { DialerProfile } from '../../contract/dialer-permissions.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent } from '../testing/dialer.ts';
import { explaining, type Node, nodesOf } from '../testing/explaining.ts';
import { AGENT_FILTERS, AGENT_POSITIONS, LARGE, manyAgents, type Sets } from '../testing/many-agents.ts';
import type { AgentFilters } from './filters.ts';
import { type AgentOrder, agentsPage, countAgents } from './queries.ts';

// How the list of a large account is read, as the application's role sees it.

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
  const roles: DialerProfile['roles'] = [{ permissions: ['agent.view'], scope: 'shared_tags' }];
  const profile = { isSuperuser: false, hasAllTags: false, tags: [sets.rareTag], roles };
  leader = { ...facts, userId: own.id, isMainUser: false, ...heldBy(false, [], profile) };
}, 240_000);
afterAll(async () => {
  await pool.end();
  await app.close();
});

/** The plan of a page, after the look-ups that came before it were answered as the database answers them. */
async function planOf(actor: Actor, filters: AgentFilters, order: AgentOrder, found: object[]): Promise<Node> {
  const parts = explaining(pool, accountId, found);
  await agentsPage(parts.reader, actor, filters, order);
  return parts.plans.filter((plan) => plan['Node Type'] === 'Limit').at(-1) as Node;
}

const scansOf = (plan: Node) =>
  nodesOf(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan' && LARGE.includes(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name']);

describe.each(AGENT_SORTS)('a page of agents by %s', (by) => {
  it.each(['first', 'later'])(
    '%s, either way round: reads an index in its order, and sorts no more than a page',
    async (where) => {
      for (const descending of [false, true]) {
        const after = where === 'later' ? ([AGENT_POSITIONS[by], '80000000-0000-0000-0000-000000000000'] as const) : null;
        const plan = await planOf(owner, {}, { by, descending, after, limit: 26 }, []);
        expect(scansOf(plan)).toEqual([]);
        const sorts = nodesOf(plan).filter((node) => node['Node Type'] === 'Sort' && node['Plan Rows'] > 1000);
        expect(sorts).toEqual([]);
      }
    },
  );
});

describe.each(AGENT_FILTERS)('with %s', (_, filters) => {
  it.each([
    ['few', [{ id: NOWHERE }]],
    ['many', Array.from({ length: 3001 }, () => ({ id: NOWHERE }))],
  ])('no page reads a table from end to end, where a look-up finds %s', async (__, found) => {
    for (const by of AGENT_SORTS) {
      const plan = await planOf(owner, filters(sets), { by, descending: false, after: null, limit: 26 }, found);
      expect(scansOf(plan), by).toEqual([]);
    }
  });

  it('shows no more than it counts', async () => {
    const reader = app.db.reader(accountId);
    const rows = await agentsPage(reader, owner, filters(sets), { by: 'name', descending: false, after: null, limit: 200 });
    const { count, isMore } = await countAgents(reader, owner, filters(sets));
    expect(rows.length).toBe(Math.min(count, 200));
    if (isMore) expect(count).toBe(10_000);
  });
});

describe('a scope of shared tags', () => {
  it('costs a leader no more: the few whom they see are looked up', async () => {
    const reader = app.db.reader(accountId);
    const order = { by: 'name', descending: false, after: null, limit: 200 } as const;
    const rows = await agentsPage(reader, leader, {}, order);
    // Fifty have the tag (but for the deleted, all of them), ten have all tags, and the leader.
    const { rows: expected } = await app.owner.query(
      `select u.id from users u join agents g on g.user_id = u.id where u.account_id = $1 and u.status <> 'deleted'
         and (u.id = $2 or g.has_all_tags or exists (select from agent_tags t where t.user_id = u.id and t.tag_id = $3))`,
      [accountId, leader.userId, sets.rareTag],
    );
    expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    for (const filters of [{}, { tag: [sets.tag] }]) {
      const plan = await planOf(leader, filters, order, [{ id: NOWHERE }]);
      expect(scansOf(plan)).toEqual([]);
    }
  });
});
