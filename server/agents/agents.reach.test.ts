import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { isSignedIn } from '../testing/signing-in.ts';

// What the Dialer's permissions open of what stands at users: for team leaders, of the agents whom they reach.

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let near: MadeUser;
let far: MadeUser;
let leader: Client;
let bare: Client;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  const tag = await makeNamed(app, account.id, 'tags');
  near = await makeAgent(app, account.id, { tags: [tag] });
  far = await makeAgent(app, account.id);
  const permissions = ['agent.view', 'agent.sessions', 'agent.reset_password', 'agent.security_view', 'agent.activity'] as const;
  const role = await makeRole(app, account.id, { permissions, scope: 'shared_tags' });
  const viewing = await makeRole(app, account.id, { permissions: ['agent.view'], scope: 'all' });
  leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
  bare = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [viewing] }));
});

const READS = ['listUserSessions', 'getUserSecondFactor', 'listUserActivity'] as const;

describe.each(READS)('%s', (name) => {
  it('is for a leader, of those in reach', async () => {
    const ask = (by: Client, id: string) => by.call(name, { params: { id } });
    expect((await ask(leader, near.id)).status).toBe(200);
    expect((await ask(leader, far.id)).problem.code).toBe('user.not_found');
    expect((await ask(leader, account.owner.id)).problem.code).toBe('user.not_found');
    expect((await ask(leader, (await app.make.account()).owner.id)).problem.code).toBe('user.not_found');
    expect((await ask(bare, near.id)).problem.code).toBe('permission.missing');
    expect((await ask(owner, far.id)).status).toBe(200);
  });
});

it('a right that reaches fewer than the sight does is refused beyond', async () => {
  const tag = await makeNamed(app, account.id, 'tags');
  const roles = [
    await makeRole(app, account.id, { permissions: ['agent.view'], scope: 'all' }),
    await makeRole(app, account.id, {
      permissions: ['agent.sessions', 'agent.security_view', 'agent.activity'],
      scope: 'shared_tags',
    }),
  ];
  const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: roles, tags: [tag] }));
  for (const name of READS) expect((await by.call(name, { params: { id: far.id } })).problem.code).toBe('agent.not_reached');
  expect((await by.call('endUserSessions', { params: { id: far.id } })).problem.code).toBe('agent.not_reached');
});

it('a leader ends one session, and all of them', async () => {
  const [one, two, other] = [await app.make.signedIn(near), await app.make.signedIn(near), await app.make.signedIn(far)];
  const { items } = (await leader.call('listUserSessions', { params: { id: near.id } })).body;
  const [first] = items;
  const end = await leader.call('endUserSession', { params: { id: near.id, sessionId: first?.id ?? '' } });
  expect(end.status).toBe(204);
  expect([await isSignedIn(one), await isSignedIn(two)].filter(Boolean)).toHaveLength(1);
  expect((await leader.call('endUserSessions', { params: { id: near.id } })).status).toBe(204);
  expect([await isSignedIn(one), await isSignedIn(two), await isSignedIn(other)]).toEqual([false, false, true]);
  expect((await leader.call('endUserSessions', { params: { id: near.id } })).status).toBe(204);
  expect((await leader.call('endUserSessions', { params: { id: far.id } })).problem.code).toBe('user.not_found');
  expect((await bare.call('endUserSessions', { params: { id: near.id } })).problem.code).toBe('permission.missing');
  expect((await owner.call('endUserSessions', { params: { id: account.owner.id } })).status).toBe(204);
  expect(await isSignedIn(owner)).toBe(true);
});

it('a leader resets the authenticator, and sees from where others came to nobody', async () => {
  expect((await leader.call('resetSecondFactor', { params: { id: near.id } })).status).toBe(204);
  expect((await leader.call('resetSecondFactor', { params: { id: far.id } })).problem.code).toBe('user.not_found');
  await owner.call('endUserSessions', { params: { id: near.id } });
  await owner.call('resetSecondFactor', { params: { id: near.id } });
  const { items } = (await leader.call('listUserActivity', { params: { id: near.id } })).body;
  expect(items.length).toBeGreaterThan(1);
  const byOwner = items.filter(({ actor }) => actor?.id === account.owner.id);
  expect(byOwner.map(({ address }) => address)).toEqual(byOwner.map(() => null));
});
