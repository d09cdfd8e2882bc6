import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALL_DIALER_PERMISSIONS } from '../../contract/dialer-permissions.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole, roleAgents } from '../testing/dialer.ts';
import { type AgentWho, editRole, makeAgentWho, NOTHING } from '../testing/dialer-roles.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { entriesAbout } from '../testing/record.ts';

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

const create = (body: object, by = owner) =>
  by.call('createDialerRole', { body: { name: 'Leaders', ...NOTHING, ...body } as never });
const remove = (id: string, by = owner) => by.call('deleteDialerRole', { params: { id } });
const roles = async (by = owner) => (await by.call('listDialerRoles')).body.items;
const one = async (id: string, by = owner) => (await roles(by)).find((role) => role.id === id);

const edit = (id: string, body: object, by = owner) => editRole(app, by, id, body);
const agentWho: AgentWho = (...held) => makeAgentWho(app, account.id, ...held);

describe('the dialer roles', () => {
  it('are listed by name, with what each may do, says, and how many hold it', async () => {
    const strict = await makeRole(app, account.id, {
      name: 'Émile',
      permissions: ['agent.view'],
      twoFactor: 'app',
      autoDial: true,
    });
    await makeAgent(app, account.id, { dialerRoles: [strict] });
    await makeAgent(app, account.id, { dialerRoles: [strict], status: 'deleted' });
    const listed = await roles();
    expect(listed.map(({ name, members }) => [name, members])).toEqual([
      ['Agents', 0],
      ['Émile', 1],
    ]);
    expect(listed[1]).toMatchObject({
      permissions: ['agent.view'],
      scope: 'all',
      twoFactor: 'app',
      sessionSeconds: null,
      autoDial: true,
    });
    expect(listed[1]?.can).toEqual({ edit: { ok: true }, limits: { ok: true }, delete: { ok: true }, give: { ok: true } });
  });

  it('count for a leader only those whom they see, and say why they may not touch one', async () => {
    const [north, south] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const agents = await roleAgents(app, account.id);
    for (const tag of [north, north, south]) await makeAgent(app, account.id, { tags: [tag] });
    const leader = await agentWho(['dialer_role.manage', 'agent_role.give'], 'shared_tags', { tags: [north] });
    const [seen, own] = [await one(agents, leader.client), await one(leader.role, leader.client)];
    expect([seen?.members, own?.members]).toEqual([2, 1]);
    expect(seen?.can).toMatchObject({ edit: { because: 'permission.not_for_all' }, give: { ok: true } });
  });

  it('of another account are not there', async () => {
    const other = await makeRole(app, (await app.make.account()).id);
    expect((await roles()).map(({ id }) => id)).not.toContain(other);
    for (const answer of [
      await edit(other, { name: 'Mine' }),
      await remove(other),
      await owner.call('listLastHolders', { params: { id: other } }),
      await owner.call('changeDialerRoleMembers', { params: { id: other }, body: {} }),
    ]) {
      expect(answer.problem.code).toBe('dialer_role.not_found');
    }
  });
});

describe('adding a role', () => {
  it('answers it, tidied, and is one entry', async () => {
    const answer = await create({
      name: '  Team   leaders ',
      permissions: ['lead.view', 'agent.view', 'lead.view'],
      sessionSeconds: 3600,
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ name: 'Team leaders', permissions: ['agent.view', 'lead.view'], members: 0, version: 1 });
    expect(await entriesAbout(app, answer.body.id)).toMatchObject([
      {
        action: 'dialer_role.created',
        target_type: 'dialer_role',
        changes: {
          name: { new: 'Team leaders' },
          permissions: { new: ['agent.view', 'lead.view'] },
          sessionSeconds: { new: 3600 },
        },
      },
    ]);
  });

  it('refuses a name that there is, whatever its case and accents, and what is no role', async () => {
    await create({ name: 'Émile' });
    expect((await create({ name: 'emile' })).problem).toMatchObject({
      code: 'dialer_role.name_taken',
      errors: [{ path: 'name' }],
    });
    for (const [body, path] of [
      [{ name: ' ' }, 'name'],
      [{ permissions: ['user.delete'] }, 'permissions.0'],
      [{ scope: 'some' }, 'scope'],
      [{ sessionSeconds: 59 }, 'sessionSeconds'],
      [{ twoFactor: 'sms' }, 'twoFactor'],
    ] as const) {
      expect((await create(body)).problem.errors, path).toMatchObject([{ path }]);
    }
  });

  it('gives no permission that the author lacks, nor further than the author has it', async () => {
    const near = await agentWho(['dialer_role.manage', 'lead.view'], 'shared_tags');
    expect((await create({ permissions: ['lead.edit'] }, near.client)).problem.code).toBe('dialer_role.not_held');
    expect((await create({ permissions: ['lead.view'] }, near.client)).problem.code).toBe('dialer_role.not_held');
    const made = await create({ permissions: ['lead.view'], scope: 'shared_tags' }, near.client);
    expect(made.status).toBe(201);
    expect((await edit(made.body.id, { scope: 'all' }, near.client)).problem.code).toBe('permission.not_for_all');
    expect((await create({ name: 'All', permissions: [...ALL_DIALER_PERMISSIONS] })).status).toBe(201);
  });

  it('says nothing about sign-in for an author who may not', async () => {
    const { client } = await agentWho(['dialer_role.manage']);
    for (const body of [{ twoFactor: 'off' }, { sessionSeconds: 600 }, { sessionLimit: 3 }]) {
      expect((await create(body, client)).problem.code).toBe('dialer_role.limits_not_held');
    }
    expect((await create({ autoDial: true }, client)).status).toBe(201);
  });
});
