import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, type EndpointName } from '../contract/api.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { startTestApp } from './testing/app.ts';
import { PASSWORD } from './testing/factories.ts';
import { startOpenIdProvider } from './testing/openid-provider.ts';
import { changedBetween, type Rows, rowsOf, tenantTables } from './testing/writes/changed-rows.ts';
import { CONSEQUENCES, HOW_IT_SHOWS, isConsequence, isShown } from './testing/writes/how-it-shows.ts';
import { OF_AGENTS } from './testing/writes/of-agents.ts';
import { OF_DIALER_ROLES } from './testing/writes/of-dialer-roles.ts';
import { OF_LEADS } from './testing/writes/of-leads.ts';
import { OF_ONESELF } from './testing/writes/of-oneself.ts';
import { OF_SETS } from './testing/writes/of-sets.ts';
import { OF_SIGN_INS } from './testing/writes/of-sign-ins.ts';
import { OF_ACCOUNTS, OF_USERS } from './testing/writes/of-users.ts';
import { OF_VIEWS } from './testing/writes/of-views.ts';
import type { Ready, Scenario, Scenarios, Stage } from './testing/writes/scenario.ts';
import type { Recorded } from './testing/writes/shown-by.ts';

// everything that changes anything is recorded. Each endpoint that is not a read is called, over HTTP and on a real
// database, and what it changed in the tables is compared with what the record says.

const SCENARIOS: Scenarios = {
  ...OF_SIGN_INS,
  ...OF_ONESELF,
  ...OF_USERS,
  ...OF_ACCOUNTS,
  ...OF_AGENTS,
  ...OF_SETS,
  ...OF_VIEWS,
  ...OF_DIALER_ROLES,
  ...OF_LEADS,
};
const ALL = (Object.entries(API) as [EndpointName, Endpoint][]).map(([name, endpoint]) => ({ name, endpoint }));
const RECORDING = ALL.filter(({ endpoint }) => endpoint.method !== 'GET' || endpoint.records);

let stage: Stage;
let tables: Awaited<ReturnType<typeof tenantTables>>;
beforeAll(async () => {
  const provider = await startOpenIdProvider();
  const app = await startTestApp({ ...provider.settings, OUTGOING_ALLOW: '127.0.0.1/32' });
  stage = { app, provider };
  tables = await tenantTables(app.owner);
});
afterAll(async () => {
  await stage.app.close();
  await stage.provider.close();
});

async function recordedIn(accountId: string): Promise<Recorded[]> {
  const { rows } = await stage.app.owner.query<Recorded>(
    `select to_jsonb(a) ->> 'actor_kind' as actor_kind, a.id, a.action, a.actor_id, a.target_type, a.target_id, a.session_id,
       host(v.address) as address, v.device, coalesce(v.changes, '{}') as changes
     from activity a left join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.account_id = $1 order by a.id`,
    [accountId],
  );
  return rows;
}

async function accountOf({ accountId, actor, accountName }: Ready): Promise<string | null> {
  if (accountName === undefined) return accountId ?? actor?.accountId ?? null;
  const { rows } = await stage.app.owner.query('select id from accounts where name = $1', [accountName]);
  return rows[0]?.id ?? null;
}

const NOTHING: Rows = new Map();

/** Plays a scenario; answers what it left in the record of the account, and what it changed in its tables. */
async function play(name: EndpointName, scenario: Scenario) {
  const ready = await scenario(stage);
  const before = await accountOf(ready);
  const rows = before ? await rowsOf(stage.app.owner, tables, before) : NOTHING;
  const known = before ? (await recordedIn(before)).map(({ id }) => id) : [];
  const { params, query, body, headers } = ready;
  const given = Object.fromEntries(Object.entries({ params, query, body, headers }).filter(([, value]) => value !== undefined));
  const answer = await ready.client.call(name, given as never);
  expect(answer.status, `${name} answered ${answer.status < 400 ? '' : JSON.stringify(answer.problem)}`).toBe(API[name].status);
  await ready.afterwards?.();
  const account = (await accountOf(ready)) ?? '';
  const entries = (await recordedIn(account)).filter(({ id }) => !known.includes(id));
  return { ready, account, entries, changed: changedBetween(rows, await rowsOf(stage.app.owner, tables, account)) };
}

type Played = Awaited<ReturnType<typeof play>>;

/** Who, to whom, from where, with what. */
function expectWhole({ ready, account, entries }: Played, name: EndpointName): void {
  for (const entry of entries) {
    expect(entry.target_id, entry.action).toMatch(/^[\da-f-]{36}$/);
    if (entry.target_type === 'account') expect(entry.target_id).toBe(account);
    // Where somebody came from stands with the person, so that it goes with them.
    if (entry.action === 'account.signed_up') continue;
    expect(entry.address, `${name}: the address of ${entry.action}`).toBe(ready.client.address);
    // It is the worker that looks for whom a forgotten password means: it knows from where, and no more.
    const isOfWorker = entry.action === 'user.password_reset_requested';
    expect(entry.device, `${name}: the device of ${entry.action}`).toBe(isOfWorker ? null : 'node');
    if (!ready.actor || isOfWorker) continue;
    // The second factor is proved by who it is about; all else by who is signed in.
    expect(entry.actor_id, entry.action).toBe(ready.actor.id);
    if (entry.action !== 'user.second_factor_proved') expect(entry.session_id, entry.action).not.toBeNull();
  }
}

function expectNoSecrets({ ready, entries }: Played): void {
  const text = JSON.stringify(entries.map(({ changes, device }) => [changes, device]));
  for (const secret of [PASSWORD, '$argon2', '\\\\x', ...(ready.secrets ?? [])]) expect(text).not.toContain(secret);
}

describe('a call of', () => {
  it.each(RECORDING)('$name leaves every change in the record', async ({ name, endpoint }) => {
    const said = new Set<string>();
    for (const scenario of SCENARIOS[name] ?? []) {
      const played = await play(name, scenario);
      const unseen = played.changed.filter((one) => !isShown(one, played.entries));
      expect(unseen.map(({ table, column, kind, old, new: now }) => ({ table, column, kind, old, now }))).toEqual([]);
      for (const { action } of played.entries) said.add(action);
      expectWhole(played, name);
      expectNoSecrets(played);
      const isNothing = endpoint.records !== undefined && 'nothing' in endpoint.records;
      if (isNothing) expect(played.changed.filter((one) => !isConsequence(one))).toEqual([]);
      else expect(played.entries.length).toBeGreaterThan(0);
    }
    expect([...said].sort()).toEqual(Array.isArray(endpoint.records) ? [...endpoint.records].sort() : []);
  });
});

describe('the comparison', () => {
  it('knows every endpoint that is not a read, and every column that holds data of an account', () => {
    expect(RECORDING.filter(({ name }) => !SCENARIOS[name]?.length).map(({ name }) => name)).toEqual([]);
    const known = Object.entries(HOW_IT_SHOWS).map(([table, { columns }]) => [table, Object.keys(columns).sort()] as const);
    const there = tables.map(({ name, columns }) => [name, [...columns].sort()] as const);
    expect(Object.fromEntries(there.filter(([table]) => !CONSEQUENCES.includes(table)))).toEqual(Object.fromEntries(known));
    expect(CONSEQUENCES.filter((table) => !there.some(([name]) => name === table))).toEqual([]);
  });

  it.each(['first_name', 'session_limit', 'password_hash'])('would notice a %s that changes unseen', async (column) => {
    const { owner } = stage.app;
    const account = await stage.app.make.account();
    const value = column === 'session_limit' ? '7' : "'Nobody saw it'";
    const before = await rowsOf(owner, tables, account.id);
    await owner.query(`update users set ${column} = ${value} where id = $1`, [account.owner.id]);
    const changed = changedBetween(before, await rowsOf(owner, tables, account.id));
    const other = { action: 'user.changed', target_id: account.owner.id, changes: { lastName: { old: 'A', new: 'B' } } };
    const seen = changed.filter(({ table }) => !CONSEQUENCES.includes(table));
    expect(seen.map((one) => [one.column, isShown(one, [other as unknown as Recorded])])).toEqual([[column, false]]);
  });
});
