import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAD_SORTS } from '../../contract/leads.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent, makeNamed } from '../testing/dialer.ts';
import { explaining, type Node, nodesOf } from '../testing/explaining.ts';
import { LEAD_FILTERS, manyLeads } from '../testing/many-leads.ts';
import type { LeadFilters } from './filters.ts';
import { leadAgents } from './lead-agents.ts';
import { countLeads, countUnassigned, findLead, leadGroups, leadsPage } from './queries.ts';
import { lockLeadsOf } from './unassign-leads.ts';
import { findLoads, takeWaiting } from './waiting.ts';

const LEADS = 200_000;
const NOWHERE = '00000000-0000-0000-0000-000000000000';

let app: TestApp;
let pool: pg.Pool;
let owner: Actor;
let leader: Actor;
let agent: string;
let accountId: string;

beforeAll(async () => {
  app = await startTestApp();
  pool = new pg.Pool({ connectionString: app.urls.app, max: 1 });
  const account = await app.make.account();
  accountId = account.id;
  const tag = await makeNamed(app, accountId, 'tags');
  for (let n = 0; n < 200; n += 1) agent = (await makeAgent(app, accountId, n === 7 ? { tags: [tag] } : {})).id;
  await manyLeads(app, accountId, LEADS);
  await manyLeads(app, (await app.make.account()).id, 1000);
  for (const table of ['users', 'agents', 'agent_tags']) await app.owner.query(`vacuum analyze ${table}`);
  const facts = { accountId, userId: account.owner.id, status: 'active', portalRoles: [] } as const;
  owner = { ...facts, isMainUser: true, ...heldBy(true, [], null) };
  const roles = [{ permissions: ['lead.view', 'lead.assign'], scope: 'shared_tags' }] as const;
  const profile = { isSuperuser: false, hasAllTags: false, tags: [tag], roles };
  leader = { ...facts, userId: NOWHERE, isMainUser: false, ...heldBy(false, [], profile) };
}, 120_000);
afterAll(async () => {
  await pool.end();
  await app.close();
});

const scansOf = (plans: readonly Node[]) =>
  plans
    .flatMap(nodesOf)
    .filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'leads')
    .map((node) => node['Node Type']);

async function plansOf(ask: (parts: ReturnType<typeof explaining>) => Promise<unknown>, answers?: object[]): Promise<Node[]> {
  const parts = explaining(pool, accountId, answers);
  await ask(parts).catch((error: Error) => {
    if (parts.plans.length === 0) throw error;
  });
  return parts.plans;
}

const FEW = [{ id: NOWHERE }];
const MANY = Array.from({ length: 2001 }, () => ({ id: NOWHERE }));
const CURSORS = {
  name: 'given5 f',
  phone: '+4930',
  status: 'done',
  weight: '7',
  callBackAt: '2026-01-01',
  group: 'c',
  createdAt: '2026-01-01',
};

describe.each(LEAD_SORTS)('a page of leads by %s', (by) => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('descending %s, later %s: reads its index in order and sorts no more than a page', async (descending, isLater) => {
    const after = isLater ? ([CURSORS[by], NOWHERE] as const) : null;
    const plans = await plansOf(({ reader }) => leadsPage(reader, owner, {}, { by, descending, after, limit: 26 }));
    expect(scansOf(plans)).toEqual([]);
    const sorts = plans.flatMap(nodesOf).filter((node) => node['Node Type'] === 'Sort' && node['Plan Rows'] > 1000);
    expect(sorts).toEqual([]);
  });
});

describe.each(LEAD_FILTERS)('with %s', (_, filters) => {
  it.each([
    ['few', FEW],
    ['many', MANY],
  ])('no page and no look-up reads the table from end to end, where it finds %s', async (__, found) => {
    for (const by of ['name', 'weight'] as const) {
      for (const actor of [owner, leader]) {
        const order = { by, descending: false, after: null, limit: 26 };
        expect(scansOf(await plansOf(({ reader }) => leadsPage(reader, actor, filters, order), found)), by).toEqual([]);
      }
    }
  });

  it('a page shows what it counts, in a moment', async () => {
    const reader = app.db.reader(accountId);
    const { count, isMore } = await countLeads(reader, owner, filters);
    for (const by of ['name', 'weight'] as const) {
      const start = performance.now();
      const rows = await leadsPage(reader, owner, filters, { by, descending: true, after: null, limit: 200 });
      expect(performance.now() - start, by).toBeLessThan(3000);
      expect(rows.length).toBe(Math.min(count, 200));
    }
    if (isMore) expect(count).toBe(10_000);
  });
});

describe('what leads are asked besides', () => {
  const everything: LeadFilters = { assignedTo: [NOWHERE] };
  it.each([
    ['one lead', ({ reader }) => findLead(reader, owner, NOWHERE)],
    ['an agent’s leads', ({ reader }) => countLeads(reader, owner, everything)],
    ['an agent’s leads, locked', ({ tx }) => lockLeadsOf(tx, NOWHERE)],
    ['the names of groups', ({ reader }) => leadGroups(reader, 'c', 50)],
    ['agents and their leads', ({ reader }) => leadAgents(reader, owner, { q: 'ben' })],
    ['those that wait', ({ tx }) => takeWaiting(tx, { finds: sql<boolean>`true`, languages: ['de'], limit: 1000, isHeld: true })],
  ] as [string, (parts: ReturnType<typeof explaining>) => Promise<unknown>][])('%s: no table from end to end', async (_, ask) => {
    const plans = await plansOf(ask, FEW);
    expect(plans.length).toBeGreaterThan(0);
    expect(scansOf(plans)).toEqual([]);
  });

  it('counts what agents have, and what nobody has, of all leads', async () => {
    await app.db.write(
      accountId,
      async (tx) => {
        const { rows } = await app.owner.query(
          `select assigned_to, count(*)::int as open from leads where account_id = $1 and status not in ('done', 'do_not_call') group by 1`,
          [accountId],
        );
        const nobodys = rows.find((row) => row.assigned_to === null)?.open;
        const loads = rows.filter((row) => row.assigned_to !== null).map((row) => [row.assigned_to, row.open]);
        expect([...(await findLoads(tx))].sort()).toEqual(loads.sort());
        expect(nobodys).toBeGreaterThan(5000);
        expect(await countUnassigned(tx)).toBe(nobodys);
      },
      {},
    );
    expect((await leadAgents(app.db.reader(accountId), owner, {})).some(({ open }) => open > 500)).toBe(true);
    const mine = await leadsPage(
      app.db.reader(accountId),
      owner,
      { assignedTo: [agent] },
      { by: 'name', descending: false, after: null, limit: 5 },
    );
    expect(mine.map(({ assigned_to }) => assigned_to)).toEqual([agent, agent, agent, agent, agent]);
  });

  it('a leader sees the leads of nobody and of the one agent whom they reach', async () => {
    const reader = app.db.reader(accountId);
    const rows = await leadsPage(reader, leader, {}, { by: 'name', descending: false, after: null, limit: 200 });
    const { rows: expected } = await app.owner.query(
      `select l.id from leads l where l.account_id = $1 and (l.assigned_to is null or exists (
         select from agent_tags t where t.user_id = l.assigned_to)) order by l.name_key, l.id limit 200`,
      [accountId],
    );
    expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });
});
