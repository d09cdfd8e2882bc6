import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { leadsByAgent, makeLeads } from '../testing/leads.ts';
import { atOnce, tally } from '../testing/races.ts';
import { lockForRule } from '../users/queries.ts';
import { handOverLeads } from './hand-over-leads.ts';
import { holdUsers } from './takers.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});

/** By the record, read from the first entry to the last: who has each lead, and how often it was given to somebody who was not rid of it. */
async function heldByRecord() {
  const { rows } = await app.owner.query<{ agent: string; old: string[]; new: string[] }>(
    `select a.target_id as agent, v.changes -> 'leads' -> 'old' as old, v.changes -> 'leads' -> 'new' as new
     from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.account_id = $1 and a.action = 'lead.assigned'`,
    [account.id],
  );
  const balance = new Map<string, number>();
  const count = (id: string, by: number) => balance.set(id, (balance.get(id) ?? 0) + by);
  for (const row of rows) {
    for (const lead of row.old) count(`${lead} ${row.agent}`, -1);
    for (const lead of row.new) count(`${lead} ${row.agent}`, 1);
  }
  return [...balance].filter(([, times]) => times !== 0).map(([pair, times]) => ({ pair, times }));
}

async function expectRecordIsTrue(): Promise<void> {
  const { rows } = await app.owner.query('select id, assigned_to from leads where account_id = $1 and assigned_to is not null', [
    account.id,
  ]);
  const held = await heldByRecord();
  expect(held.every(({ times }) => times === 1)).toBe(true);
  expect(held.map(({ pair }) => pair).sort()).toEqual(rows.map((row) => `${row.id} ${row.assigned_to}`).sort());
}

describe('fifty who assign at once', () => {
  it('automatically give each of 5,000 leads to one agent, and none twice', async () => {
    const agents: MadeUser[] = [];
    for (let n = 0; n < 25; n += 1) agents.push(await makeAgent(app, account.id));
    await makeLeads(app, account.id, 5000);
    const clients = await atOnce(10, () => app.make.signedIn(account.owner));
    const answers = await atOnce(
      50,
      (n) => clients[n % 10]?.call('distributeLeads', { body: { most: 100 } }) ?? expect.unreachable(),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.reduce((sum, { body }) => sum + body.assigned, 0)).toBe(5000);
    const counts = await leadsByAgent(app, account.id);
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(5000);
    expect(counts['']).toBeUndefined();
    await expectRecordIsTrue();
    // What comes next levels out to the lead.
    await makeLeads(app, account.id, 5000);
    await owner.call('distributeLeads', { body: { most: 10_000 } });
    expect(Object.values(await leadsByAgent(app, account.id))).toEqual(agents.map(() => 400));
  });

  it('by hand, to different agents, leave each lead with one of them', async () => {
    const agents: MadeUser[] = [];
    for (let n = 0; n < 10; n += 1) agents.push(await makeAgent(app, account.id));
    const leads = await makeLeads(app, account.id, 40);
    const body = (n: number) => ({ leads: n % 2 ? leads : leads.toReversed(), to: agents[n % 10]?.id ?? null });
    const answers = await atOnce(50, (n) => owner.call('assignLeads', { body: body(n) }));
    expect(tally(answers)).toEqual({ 200: 50 });
    expect(Object.values(await leadsByAgent(app, account.id))).toEqual([40]);
    await expectRecordIsTrue();
  });
});

describe('a storm', () => {
  const ROUNDS = 60;

  /** As deleting with a hand-over does it: everybody who takes part is held first. */
  function handOver(from: MadeUser, to: readonly string[]) {
    const by = account.owner;
    return app.db
      .write(
        account.id,
        async (tx) => {
          await holdUsers(tx, [by.id, from.id, ...to]);
          const locked = await lockForRule(tx, by.id, from.id);
          if (!locked) return expect.unreachable();
          const doer = { userId: by.id, sessionId: null, caller: { address: null, device: null } };
          const signedIn = { ...locked.actor, ...doer } as unknown as Parameters<typeof handOverLeads>[1]['signedIn'];
          await handOverLeads(tx, { signedIn, actor: locked.actor, from: from.id, to });
          return { status: 200, problem: { code: '' } };
        },
        { unrecorded: 'outbox' },
      )
      .catch((error: { code?: string }) => ({ status: 409, problem: { code: error.code ?? String(error) } }));
  }

  it('of deletions, deactivations, removals, hand-overs, distributions and hands loses no lead, and leaves none with who is gone', async () => {
    const agents: MadeUser[] = [];
    for (let n = 0; n < 40; n += 1) agents.push(await makeAgent(app, account.id));
    const leads = await makeLeads(app, account.id, 2000);
    const nth = (n: number) => agents[n % agents.length] as MadeUser;
    await owner.call('distributeLeads', { body: { most: 10_000 } });
    const deeds = [
      () => owner.call('distributeLeads', { body: { most: 200 } }),
      (n: number) => owner.call('deleteUser', { params: { id: nth(n).id } }),
      (n: number) => owner.call('deactivateUser', { params: { id: nth(n + 7).id } }),
      (n: number) => owner.call('reactivateUser', { params: { id: nth(n + 7).id } }),
      (n: number) => owner.call('removeAgent', { params: { userId: nth(n + 13).id } }),
      (n: number) => handOver(nth(n + 19), [nth(n + 23).id, nth(n + 31).id]),
      (n: number) => handOver(nth(n + 23), [nth(n + 19).id]),
      (n: number) => owner.call('assignLeads', { body: { leads: leads.slice(n * 3, n * 3 + 50), to: nth(n * 5).id } }),
      (n: number) => owner.call('assignLeads', { body: { leads: leads.slice(n * 2, n * 2 + 50).reverse(), to: null } }),
    ];
    const answers = await atOnce(ROUNDS * 2, (n) => (deeds[n % deeds.length] ?? expect.unreachable())(n));
    const unknown = Object.keys(tally(answers as Parameters<typeof tally>[0])).filter((key) => /40P01|server|Error/.test(key));
    expect(unknown).toEqual([]);
    const { rows } = await app.owner.query<{ leads: number; of_gone: number }>(
      `select count(*)::int as leads, count(*) filter (where l.assigned_to is not null and (u.status <> 'active' or g.user_id is null))::int as of_gone
       from leads l left join users u on u.id = l.assigned_to left join agents g on g.user_id = l.assigned_to where l.account_id = $1`,
      [account.id],
    );
    expect(rows).toEqual([{ leads: 2000, of_gone: 0 }]);
    await expectRecordIsTrue();
    const { rows: gone } = await app.owner.query(
      "select count(*)::int as count from users where account_id = $1 and status <> 'active'",
      [account.id],
    );
    expect(gone[0].count).toBeGreaterThan(5);
    const after = await owner.call('distributeLeads', { body: { most: 10_000 } });
    expect(after.body.left).toBe(0);
    await expectRecordIsTrue();
  });
});
