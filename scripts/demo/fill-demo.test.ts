import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenRules } from '../../contract/passwords.ts';
import { isPhoneNumber } from '../../contract/phone-number.ts';
import { verifyActivity } from '../../server/activity/verify-activity.ts';
import { startTestApp, type TestApp } from '../../server/testing/app.ts';
import { untilSealed } from '../../server/testing/chain.ts';
import { type DemoSignIns, fillDemo, NotEmpty } from './fill-demo.ts';

let app: TestApp;
let demo: DemoSignIns;

beforeAll(async () => {
  app = await startTestApp();
  demo = await fillDemo(app.urls, { agents: 500, leads: 3000 });
});

afterAll(() => app.close());

test('all four sign in with the one password, and each sees what their role says', async () => {
  expect(brokenRules(demo.password)).toEqual([]);
  const counts: Record<string, number> = {};
  for (const [what, login] of demo.people) {
    const client = app.visitor();
    expect((await client.call('signIn', { body: { login, password: demo.password } })).status).toBe(201);
    const counted = await client.call('countAgents', { query: { status: ['active', 'pending', 'inactive', 'deleted'] } });
    counts[what] = counted.status === 200 ? counted.body.count : counted.status;
  }
  expect(counts).toEqual({ 'Main user': 500, Admin: 500, 'Team leader': expect.any(Number), Agent: 403 });
  expect(counts['Team leader']).toBeGreaterThan(25);
  expect(counts['Team leader']).toBeLessThan(250);
});

test('there is everything, and each number is one', async () => {
  const { rows } = await app.owner.query(`select
    (select count(*)::int from tags) as tags, (select count(*)::int from skill_groups) as groups, (select count(*)::int from dialer_roles) as roles,
    (select count(*)::int from leads) as leads, (select count(*)::int from leads where assigned_to is not null) as assigned,
    (select count(distinct phone)::int from leads) as phones, (select count(*)::int from user_groups) as user_groups`);
  const [{ assigned, ...counts }] = rows;
  expect(counts).toEqual({ tags: 40, groups: 25, roles: 8, leads: 3000, phones: 3000, user_groups: 7 });
  expect(assigned).toBeGreaterThan(1200);
  const { rows: some } = await app.owner.query<{ phone: string }>('select phone from leads order by phone limit 2000');
  expect(some.filter(({ phone }) => !isPhoneNumber(phone))).toEqual([]);
});

test('the database knows how much of each there is, so that the first page is as quick as any', async () => {
  const { rows } = await app.owner.query(
    "select relname from pg_class where relname in ('agents', 'agent_tags', 'users', 'leads') and reltuples < 1",
  );
  expect(rows).toEqual([]);
});

test('its past is sealed and whole: each agent was made by somebody, each lead came with a list', async () => {
  const { rows } = await app.owner.query(`select
    (select id from accounts) as id,
    (select count(*)::int from agents g where not exists (select from activity a where a.target_id = g.user_id and a.action = 'agent.created')) as unmade,
    (select count(*)::int from sessions s where not exists (select from activity a where a.session_id = s.id and a.action = 'user.signed_in')) as unsaid,
    (select sum(json_array_length(v.changes -> 'leads' -> 'new'))::int from activity a join activity_values v on v.activity_id = a.id where a.action = 'lead.imported') as imported,
    (select count(*)::int from activity where at > now()) as ahead`);
  const [{ id, ...facts }] = rows;
  expect(facts).toEqual({ unmade: 0, unsaid: 0, imported: 3000, ahead: 0 });
  await untilSealed(app.owner, id, 2000);
  const checked = await verifyActivity(
    app.urls.owner,
    { heads: new Map() },
    { verified: () => undefined, progress: () => undefined },
  );
  expect(checked.isWhole).toBe(true);
});

test('it is made once: an account that is there is left alone', async () => {
  await expect(fillDemo(app.urls)).rejects.toThrow(NotEmpty);
});
