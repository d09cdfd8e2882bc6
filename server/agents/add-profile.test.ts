import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let role: string;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  role = await roleAgents(app, account.id);
  ben = await app.make.user(account.id, { roles: ['reports'] });
});

const add = (by: Client, userId: string, body: object = { dialerRoles: [role] }) =>
  by.call('addProfile', { params: { userId }, body: body as { dialerRoles: string[] } });

describe('making a user an agent', () => {
  it('gives them a profile beside what they are', async () => {
    const [tag, group] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'skill_groups')];
    const made = await add(owner, ben.id, { dialerRoles: [role], tags: [tag], skillGroups: [{ id: group, level: 4 }] });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      id: ben.id,
      status: 'active',
      tags: [{ id: tag }],
      skillGroups: [{ id: group, level: 4 }],
    });
    expect((await owner.call('getUser', { params: { id: ben.id } })).body.portalRoles).toEqual(['reports']);
    expect((await entriesAbout(app, ben.id)).at(-1)).toMatchObject({
      action: 'agent.profile_added',
      changes: { dialerRoles: { new: [role] }, tags: { new: [tag] }, skillGroups: { new: [`${group}:4`] } },
    });
    expect((await add(owner, ben.id)).problem.code).toBe('agent.has_profile');
  });

  it('shortens sessions to what their roles say, as any role does', async () => {
    const strict = await makeRole(app, account.id, { sessionSeconds: 600 });
    await app.make.signedIn(ben);
    await add(owner, ben.id, { dialerRoles: [strict] });
    const { rows } = await app.owner.query(
      'select max(expires_at) < now() + interval $$11 minutes$$ as short from sessions where user_id = $1',
      [ben.id],
    );
    expect(rows[0].short).toBe(true);
  });

  it('happens once, of a hundred at once', async () => {
    const answers = await atOnce(100, () => add(owner, ben.id));
    expect(tally(answers)).toEqual({ 201: 1, 'agent.has_profile': 99 });
  });

  it('is for those who see users and add agents, and give what they hold', async () => {
    const creator = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.create'], scope: 'all' });
    const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [creator] }));
    const admin = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    expect((await add(by, ben.id)).problem.code).toBe('permission.missing');
    expect((await add(await app.make.signedIn(ben), ben.id)).problem.code).toBe('permission.missing');
    expect((await add(admin, account.owner.id)).problem.code).toBe('user.is_owner');
    const other = await app.make.user(account.id, { roles: ['admin'] });
    expect((await add(admin, other.id)).problem.code).toBe('user.is_admin');
    expect((await add(admin, ben.id)).status).toBe(201);
    expect((await add(owner, account.owner.id)).status).toBe(201);
  });

  it('is refused of nobody, the deleted, and without or with unknown roles', async () => {
    const gone = await app.make.user(account.id, { status: 'deleted' });
    const elsewhere = await app.make.account();
    expect((await add(owner, newId())).problem.code).toBe('user.not_found');
    expect((await add(owner, elsewhere.owner.id)).problem.code).toBe('user.not_found');
    expect((await add(owner, gone.id)).problem.code).toBe('user.is_deleted');
    expect((await add(owner, ben.id, { dialerRoles: [] })).problem.code).toBe('request.invalid');
    expect((await add(owner, ben.id, { dialerRoles: [newId()] })).problem.code).toBe('dialer_role.not_found');
    const foreign = await roleAgents(app, elsewhere.id);
    expect((await add(owner, ben.id, { dialerRoles: [foreign] })).problem.code).toBe('dialer_role.not_found');
    expect((await owner.call('getAgent', { params: { userId: ben.id } })).problem.code).toBe('agent.not_found');
  });
});
