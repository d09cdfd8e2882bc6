import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULTABLE } from '../../contract/agent-settings-shapes.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await app.make.account();
});
afterAll(() => app.close());

const OK = { ok: true };
const MISSING = { ok: false, because: 'permission.missing' };

it('the form of a new agent knows what the account says: the same as is in force for an agent who has nothing', async () => {
  const owner = await app.make.signedIn(account.owner);
  const { defaults, sipDomain, can } = (await owner.call('getNewAgent')).body;
  expect(Object.keys(defaults)).toEqual(DEFAULTABLE);
  const body = { username: 'plain', email: 'plain@example.com', dialerRoles: [await roleAgents(app, account.id)] };
  const made = (await owner.call('createAgent', { body })).body;
  expect(made.inForce).toEqual(
    Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { value, source: { level: 'account' } }])),
  );
  expect(made.sipDomain).toBe(sipDomain);
  expect(can).toEqual({ create: OK, changeLimits: OK, giveSuperuser: OK, giveAllTags: OK, generateExtension: OK });
});

it('says what somebody may not give, and the server refuses just that', async () => {
  const role = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.create'] });
  const client = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
  const { can } = (await client.call('getNewAgent')).body;
  expect(can).toEqual({
    create: OK,
    changeLimits: MISSING,
    giveSuperuser: { ok: false, because: 'agent.superuser_not_held' },
    giveAllTags: { ok: false, because: 'agent.all_tags_not_held' },
    generateExtension: OK,
  });
  const agents = await roleAgents(app, account.id);
  const add = (username: string, more: object) =>
    client.call('createAgent', { body: { username, email: `${username}@example.com`, dialerRoles: [agents], ...more } });
  expect((await add('limited', { sessionLimit: 1 })).problem.code).toBe('permission.missing');
  expect((await add('super', { isSuperuser: true })).problem.code).toBe('agent.superuser_not_held');
  expect((await add('tagged', { hasAllTags: true })).problem.code).toBe('agent.all_tags_not_held');
});

it('is open to whoever sees agents, and says that they may add none', async () => {
  const role = await makeRole(app, account.id, { permissions: ['agent.view'] });
  const client = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
  const { can } = (await client.call('getNewAgent')).body;
  expect(Object.values(can)).toEqual([MISSING, MISSING, MISSING, MISSING, MISSING]);
});
