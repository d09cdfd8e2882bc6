import type pg from 'pg';
import type { AGENT_SORTS } from '../../contract/agents.ts';
import type { AgentFilters } from '../agents/filters.ts';
import { makeNamed, makeRole, roleAgents } from './dialer.ts';
import { type Filled, inBulk } from './in-bulk.ts';

/** The tables of the list that are large. */
export const LARGE = ['users', 'agents', 'agent_roles', 'agent_tags', 'agent_skill_groups', 'last_sign_ins'];

/** What agents have in common, by id. */
export type Sets = Readonly<Record<'role' | 'rareRole' | 'tag' | 'rareTag' | 'group', string>>;

/** Fills an account with so many agents, as a large company has them. */
export async function manyAgents(app: Filled, accountId: string, count: number): Promise<Sets> {
  const { owner } = app;
  const sets: Sets = {
    role: await roleAgents(app, accountId),
    rareRole: await makeRole(app, accountId),
    tag: await makeNamed(app, accountId, 'tags'),
    rareTag: await makeNamed(app, accountId, 'tags'),
    group: await makeNamed(app, accountId, 'skill_groups'),
  };
  await inBulk(app.urls, (client) => writeAgents(client, accountId, count, sets));
  for (const table of LARGE) await owner.query(`vacuum analyze ${table}`);
  return sets;
}

async function writeAgents(client: pg.Client, accountId: string, count: number, sets: Sets): Promise<void> {
  const run = (text: string, ...values: unknown[]) => client.query(text, [accountId, ...values]);
  await run(
    `insert into users (account_id, id, email, email_key, username, username_key, first_name, last_name, name_key, search_key, status,
       password_hash, created_at, confirmed_at, deleted_at, deleted_from, two_factor, is_agent)
     select $1, gen_random_uuid(), mail, mail, name, name, first, last, lower(first || ' ' || last), lower(first || ' ' || last || ' ' || mail), status,
       'x', now() - n * interval '1 minute', now(), case when status = 'deleted' then now() end, case when status = 'deleted' then 'active' end,
       case when n % 500 = 0 then 'app' end, true
     from (select n, 'Given' || (n * 7919) % 1000 as first, 'Family' || (n * 104729) % 20000 as last, 'user' || n || '@big.example' as mail, 'user.' || n as name,
             case when n % 100 = 0 then 'deleted' when n % 20 = 1 then 'pending' when n % 33 = 2 then 'inactive' else 'active' end as status
           from generate_series(1, $2::bigint) n) made`,
    count,
  );
  const number = 'substr(u.username, 6)::int';
  await run(
    `insert into last_sign_ins (account_id, user_id, at)
     select $1, u.id, case when ${number} % 3 > 0 then now() - ${number} * interval '7 seconds' else 'epoch' end
     from users u where u.account_id = $1 and u.username like 'user.%'`,
  );
  await run(
    `insert into agents (account_id, user_id, virtual_extension, sip_option, sip_uri, auto_dial, ppq, is_superuser, has_all_tags, assigns_leads)
     select $1, u.id, case when ${number} % 4 > 0 then (100000 + ${number})::text end,
       case ${number} % 50 when 0 then 'uri' when 1 then 'pbx' else 'webrtc' end, case when ${number} % 50 = 0 then 'sip:a@b' end,
       case when ${number} % 300 = 0 then true end, case when ${number} % 900 = 0 then true end, ${number} % 5000 = 0, ${number} % 10000 = 0, ${number} % 40 > 0
     from users u where u.account_id = $1 and u.username like 'user.%'`,
  );
  const members = `from agents g join users u on u.id = g.user_id where g.account_id = $1`;
  await run(`insert into agent_roles select $1, g.user_id, $2 ${members}`, sets.role);
  await run(`insert into agent_roles select $1, g.user_id, $2 ${members} and ${number} % 3000 = 0`, sets.rareRole);
  await run(`insert into agent_tags select $1, g.user_id, $2 ${members} and ${number} % 3 = 0`, sets.tag);
  await run(`insert into agent_tags select $1, g.user_id, $2 ${members} and ${number} % 2000 = 0`, sets.rareTag);
  await run(`insert into agent_skill_groups select $1, g.user_id, $2, 5 ${members} and ${number} % 5 = 0`, sets.group);
}

/** Each way to narrow the list. */
export const AGENT_FILTERS: readonly [string, (sets: Sets) => AgentFilters][] = [
  ['no filter', () => ({})],
  ['a text that few have', () => ({ q: 'family777' })],
  ['a text that many have', () => ({ q: 'given' })],
  ['an extension', () => ({ q: '123456' })],
  ['active', () => ({ status: ['active'] })],
  ['switched off', () => ({ status: ['inactive'] })],
  ['deleted', () => ({ status: ['deleted'] })],
  ['a role that all have', (sets) => ({ dialerRole: [sets.role] })],
  ['a role that few have', (sets) => ({ dialerRole: [sets.rareRole] })],
  ['a tag that many have', (sets) => ({ tag: [sets.tag] })],
  ['a tag that few have', (sets) => ({ tag: [sets.rareTag] })],
  ['a skill group', (sets) => ({ skillGroup: [sets.group] })],
  ['a SIP option', () => ({ sipOption: ['pbx'] })],
  ['superusers', () => ({ isSuperuser: ['true'] })],
  ['an auto dial of their own', () => ({ autoDial: ['true'] })],
  ['a queue of their own', () => ({ ppq: ['true'] })],
  ['a second factor of their own', () => ({ twoFactor: ['app'] })],
  ['a second factor that nobody has', () => ({ twoFactor: ['email'] })],
  ['no leads', () => ({ assignsLeads: ['false'] })],
  ['an address list', () => ({ limitsAddresses: ['true'] })],
  ['everything', (sets) => ({ q: 'given', status: ['active'], dialerRole: [sets.role], tag: [sets.tag], sipOption: ['webrtc'] })],
];

/** A place in the midst of the list, by each sort. */
export const AGENT_POSITIONS: Record<(typeof AGENT_SORTS)[number], string> = {
  name: 'given5 family7',
  id: '80000000-0000-0000-0000-000000000000',
  username: 'user.5',
  email: 'user5',
  virtualExtension: '150000',
  sipOption: 'webrtc',
  status: 'active',
  lastSeenAt: '2020-01-01',
};
