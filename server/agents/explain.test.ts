import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENT_SORTS } from '../../contract/agents.ts';
import type { DialerProfile } from '../../contract/dialer-permissions.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent, makeNamed, makeRole, roleAgents } from '../testing/dialer.ts';
import { explaining, type Node, nodesOf } from '../testing/explaining.ts';
import type { AgentFilters } from './filters.ts';
import { type AgentOrder, agentsPage, countAgents } from './queries.ts';

// What the list of a large account costs, as the application's role sees it. `BENCH=1` measures each page and prints the slowest.

const AGENTS = Number(process.env.AGENTS ?? 100_000);
const LARGE = ['users', 'agents', 'agent_roles', 'agent_tags', 'agent_skill_groups'];
const NOWHERE = '00000000-0000-0000-0000-000000000000';

let app: TestApp;
let pool: pg.Pool;
let accountId: string;
let owner: Actor;
let leader: Actor;
const ids: Record<'role' | 'rareRole' | 'tag' | 'rareTag' | 'group', string> = {
  role: '',
  rareRole: '',
  tag: '',
  rareTag: '',
  group: '',
};

beforeAll(async () => {
  app = await startTestApp();
  pool = new pg.Pool({ connectionString: app.urls.app, max: 1 });
  const account = await app.make.account();
  accountId = account.id;
  ids.role = await roleAgents(app, accountId);
  ids.rareRole = await makeRole(app, accountId);
  [ids.tag, ids.rareTag] = [await makeNamed(app, accountId, 'tags'), await makeNamed(app, accountId, 'tags')];
  ids.group = await makeNamed(app, accountId, 'skill_groups');
  await fill();
  for (const table of LARGE) await app.owner.query(`vacuum analyze ${table}`);
  const facts = { accountId, status: 'active', portalRoles: [] } as const;
  owner = { ...facts, userId: account.owner.id, isMainUser: true, ...heldBy(true, [], null) };
  const own = await makeAgent(app, accountId, { tags: [ids.rareTag] });
  const roles: DialerProfile['roles'] = [{ permissions: ['agent.view'], scope: 'shared_tags' }];
  const profile = { isSuperuser: false, hasAllTags: false, tags: [ids.rareTag], roles };
  leader = { ...facts, userId: own.id, isMainUser: false, ...heldBy(false, [], profile) };
}, 240_000);
afterAll(async () => {
  await pool.end();
  await app.close();
});

async function fill(): Promise<void> {
  const client = await app.owner.connect();
  const run = (text: string, ...values: unknown[]) => client.query(text, [accountId, ...values]);
  const triggers = (state: string) =>
    Promise.all(LARGE.map((table) => client.query(`alter table ${table} ${state} trigger user`)));
  await client.query('begin');
  // What a hundred thousand rows would announce is nobody's business here.
  await triggers('disable');
  await run(
    `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status,
       password_hash, created_at, confirmed_at, deleted_at, deleted_from, last_sign_in_at, two_factor)
     select $1, gen_random_uuid(), mail, mail, name, name, first, last, lower(first || ' ' || last), lower(first || ' ' || last || ' ' || mail), status,
       'x', now() - n * interval '1 minute', now(), case when status = 'deleted' then now() end, case when status = 'deleted' then 'active' end,
       case when n % 3 > 0 then now() - n * interval '7 seconds' end, case when n % 500 = 0 then 'app' end
     from (select n, 'Given' || (n * 7919) % 1000 as first, 'Family' || (n * 104729) % 20000 as last, 'user' || n || '@big.example' as mail, 'user.' || n as name,
             case when n % 100 = 0 then 'deleted' when n % 20 = 1 then 'pending' when n % 33 = 2 then 'inactive' else 'active' end as status
           from generate_series(1, $2::bigint) n) made`,
    AGENTS,
  );
  const number = 'substr(u.username, 6)::int';
  await run(
    `insert into agents (account_id, user_id, virtual_extension, sip_option, sip_uri, auto_dial, ppq, is_superuser, has_all_tags, assigns_leads)
     select $1, u.id, case when ${number} % 4 > 0 then (100000 + ${number})::text end,
       case ${number} % 50 when 0 then 'uri' when 1 then 'pbx' else 'webrtc' end, case when ${number} % 50 = 0 then 'sip:a@b' end,
       case when ${number} % 300 = 0 then true end, case when ${number} % 900 = 0 then true end, ${number} % 5000 = 0, ${number} % 10000 = 0, ${number} % 40 > 0
     from users u where u.account_id = $1 and u.username like 'user.%'`,
  );
  const members = `from agents g join users u on u.id = g.user_id where g.account_id = $1`;
  await run(`insert into agent_roles select $1, g.user_id, $2 ${members}`, ids.role);
  await run(`insert into agent_roles select $1, g.user_id, $2 ${members} and ${number} % 3000 = 0`, ids.rareRole);
  await run(`insert into agent_tags select $1, g.user_id, $2 ${members} and ${number} % 3 = 0`, ids.tag);
  await run(`insert into agent_tags select $1, g.user_id, $2 ${members} and ${number} % 2000 = 0`, ids.rareTag);
  await run(`insert into agent_skill_groups select $1, g.user_id, $2, 5 ${members} and ${number} % 5 = 0`, ids.group);
  await triggers('enable');
  await client.query('commit');
  client.release();
}

const FILTERS: [string, () => AgentFilters][] = [
  ['no filter', () => ({})],
  ['a text that few have', () => ({ q: 'family777' })],
  ['a text that many have', () => ({ q: 'given' })],
  ['an extension', () => ({ q: '123456' })],
  ['active', () => ({ status: ['active'] })],
  ['switched off', () => ({ status: ['inactive'] })],
  ['deleted', () => ({ status: ['deleted'] })],
  ['a role that all have', () => ({ dialerRole: [ids.role] })],
  ['a role that few have', () => ({ dialerRole: [ids.rareRole] })],
  ['a tag that many have', () => ({ tag: [ids.tag] })],
  ['a tag that few have', () => ({ tag: [ids.rareTag] })],
  ['a skill group', () => ({ skillGroup: [ids.group] })],
  ['a SIP option', () => ({ sipOption: ['pbx'] })],
  ['superusers', () => ({ isSuperuser: ['true'] })],
  ['an auto dial of their own', () => ({ autoDial: ['true'] })],
  ['a queue of their own', () => ({ ppq: ['true'] })],
  ['a second factor of their own', () => ({ twoFactor: ['app'] })],
  ['a second factor that nobody has', () => ({ twoFactor: ['email'] })],
  ['no leads', () => ({ assignsLeads: ['false'] })],
  ['an address list', () => ({ limitsAddresses: ['true'] })],
  ['everything', () => ({ q: 'given', status: ['active'], dialerRole: [ids.role], tag: [ids.tag], sipOption: ['webrtc'] })],
];

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

const POSITIONS: Record<(typeof AGENT_SORTS)[number], string> = {
  name: 'given5 family7',
  id: '80000000-0000-0000-0000-000000000000',
  username: 'user.5',
  email: 'user5',
  virtualExtension: '150000',
  sipOption: 'webrtc',
  status: 'active',
  lastSeenAt: '2020-01-01',
};

describe.each(AGENT_SORTS)('a page of agents by %s', (by) => {
  it.each(['first', 'later'])(
    '%s, either way round: reads an index in its order, and sorts no more than a page',
    async (where) => {
      for (const descending of [false, true]) {
        const after = where === 'later' ? ([POSITIONS[by], '80000000-0000-0000-0000-000000000000'] as const) : null;
        const plan = await planOf(owner, {}, { by, descending, after, limit: 26 }, []);
        expect(scansOf(plan)).toEqual([]);
        const sorts = nodesOf(plan).filter((node) => node['Node Type'] === 'Sort' && node['Plan Rows'] > 1000);
        expect(sorts).toEqual([]);
      }
    },
  );
});

describe.each(FILTERS)('with %s', (_, filters) => {
  it.each([
    ['few', [{ id: NOWHERE }]],
    ['many', Array.from({ length: 2001 }, () => ({ id: NOWHERE }))],
  ])('no page reads a table from end to end, where a look-up finds %s', async (__, found) => {
    for (const by of AGENT_SORTS) {
      const plan = await planOf(owner, filters(), { by, descending: false, after: null, limit: 26 }, found);
      expect(scansOf(plan), by).toEqual([]);
    }
  });

  it('shows no more than it counts', async () => {
    const reader = app.db.reader(accountId);
    const rows = await agentsPage(reader, owner, filters(), { by: 'name', descending: false, after: null, limit: 200 });
    const { count, isMore } = await countAgents(reader, owner, filters());
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
      [accountId, leader.userId, ids.rareTag],
    );
    expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    const plan = await planOf(leader, {}, order, [{ id: NOWHERE }]);
    expect(scansOf(plan)).toEqual([]);
  });
});

describe.runIf(process.env.BENCH)('measured', () => {
  it('prints the slowest of every sort and filter, first and deep', async () => {
    const reader = app.db.reader(accountId);
    const lines: [string, number][] = [];
    for (const [name, filters] of FILTERS) {
      for (const by of AGENT_SORTS) {
        for (const after of [null, [POSITIONS[by], '80000000-0000-0000-0000-000000000000'] as const]) {
          const times = [];
          for (let n = 0; n < 4; n += 1) {
            const start = performance.now();
            await agentsPage(reader, owner, filters(), { by, descending: false, after, limit: 26 });
            times.push(performance.now() - start);
          }
          times.sort((a, b) => a - b);
          lines.push([`${name}, by ${by}${after ? ', deep' : ''}: best ${times[0]?.toFixed(1)}`, times[3] ?? 0]);
        }
      }
      const start = performance.now();
      await countAgents(reader, owner, filters());
      lines.push([`${name}, counted`, performance.now() - start]);
    }
    lines.sort(([, a], [, b]) => b - a);
    console.log(
      lines
        .slice(0, 40)
        .map(([name, ms]) => `${ms.toFixed(1)} ms  ${name}`)
        .join('\n'),
    );
    expect(lines.length).toBeGreaterThan(100);
  }, 600_000);
});
