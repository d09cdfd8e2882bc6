import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeProfile, makeRole, roleAgents } from '../testing/dialer.ts';
import { type AgentWho, editRole, makeAgentWho, NOTHING } from '../testing/dialer-roles.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
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

const remove = (id: string, by = owner) => by.call('deleteDialerRole', { params: { id } });
const roles = async (by = owner) => (await by.call('listDialerRoles')).body.items;
const one = async (id: string, by = owner) => (await roles(by)).find((role) => role.id === id);

const edit = (id: string, body: object, by = owner) => editRole(app, by, id, body);
const agentWho: AgentWho = (...held) => makeAgentWho(app, account.id, ...held);

describe('changing a role', () => {
  it('holds at once for everybody who has it, and is one entry with old and new', async () => {
    const { client, role } = await agentWho([]);
    expect((await client.call('createDialerRole', { body: { name: 'Mine', ...NOTHING } as never })).problem.code).toBe(
      'permission.missing',
    );
    const after = await edit(role, { permissions: ['agent.view', 'dialer_role.manage'] });
    expect(after.body).toMatchObject({ version: 2, permissions: ['agent.view', 'dialer_role.manage'] });
    expect((await client.call('createDialerRole', { body: { name: 'Mine', ...NOTHING } as never })).status).toBe(201);
    expect((await entriesAbout(app, role)).at(-1)).toMatchObject({
      action: 'dialer_role.changed',
      changes: { permissions: { old: ['agent.view'], new: ['agent.view', 'dialer_role.manage'] } },
    });
    expect((await edit(role, { permissions: ['dialer_role.manage', 'agent.view'] })).body.version).toBe(2);
    await edit(role, { permissions: ['agent.view'] });
    expect((await client.call('createDialerRole', { body: { name: 'More', ...NOTHING } as never })).problem.code).toBe(
      'permission.missing',
    );
  });

  it('is refused with what changed where somebody was first', async () => {
    const role = await makeRole(app, account.id);
    await edit(role, { name: 'First' });
    const late = await owner.call('updateDialerRole', {
      params: { id: role },
      headers: { 'if-match': '1' },
      body: { scope: 'all' },
    });
    expect(late.problem).toMatchObject({ status: 412, code: 'dialer_role.changed', current: { name: 'First', version: 2 } });
    const other = await makeRole(app, account.id);
    expect((await edit(other, { name: 'FIRST' })).problem.code).toBe('dialer_role.name_taken');
  });

  it('ends sessions that last longer than it says now, but for who has a timeout of their own', async () => {
    const role = await makeRole(app, account.id);
    const [ana, ben, eve] = [
      await makeAgent(app, account.id, { dialerRoles: [role] }),
      await makeAgent(app, account.id, { dialerRoles: [role] }),
      await makeAgent(app, account.id),
    ] as MadeUser[];
    for (const user of [ana, ben, eve]) await app.make.signedIn(user as MadeUser);
    await app.owner.query("update sessions set created_at = now() - interval '20 minutes' where account_id = $1", [account.id]);
    await app.owner.query('update users set session_seconds = 7200 where id = $1', [ben?.id]);
    expect((await edit(role, { sessionSeconds: 600 })).status).toBe(200);
    const { rows } = await app.owner.query('select user_id from sessions where account_id = $1 and expires_at < now()', [
      account.id,
    ]);
    expect(rows).toEqual([{ user_id: ana?.id }]);
  });

  it('counts as a stricter second factor from the next sign-in, and as a default where it says nothing more', async () => {
    const role = await makeRole(app, account.id);
    const ana = await makeAgent(app, account.id, { dialerRoles: [role] });
    const inForce = async () => (await owner.call('getAgent', { params: { userId: ana.id } })).body.inForce;
    await edit(role, { twoFactor: 'app', sessionLimit: 2, autoDial: true });
    expect(await inForce()).toMatchObject({
      twoFactor: { value: 'app', source: { level: 'role' } },
      sessionLimit: { value: 2 },
      autoDial: { value: true },
    });
    await edit(role, { twoFactor: null, sessionLimit: null, autoDial: null });
    expect(await inForce()).toMatchObject({ twoFactor: { source: { level: 'account' } }, autoDial: { value: false } });
  });

  it('is nothing for whoever holds it, lacks a part of it, or has it for some only', async () => {
    const boss = await agentWho(['dialer_role.manage', 'lead.view']);
    expect((await edit(boss.role, { name: 'More' }, boss.client)).problem.code).toBe('dialer_role.is_own');
    const more = await makeRole(app, account.id, { permissions: ['lead.edit'] });
    for (const body of [{ name: 'Renamed' }, { permissions: [] }, { scope: 'shared_tags' }]) {
      expect((await edit(more, body, boss.client)).problem.code).toBe('dialer_role.not_held');
    }
    const less = await makeRole(app, account.id, { permissions: ['lead.view'], scope: 'shared_tags' });
    expect((await edit(less, { permissions: ['lead.view', 'lead.edit'] }, boss.client)).problem.code).toBe(
      'dialer_role.not_held',
    );
    expect((await edit(less, { scope: 'all' }, boss.client)).status).toBe(200);
    expect((await edit(less, { sessionLimit: 3 }, boss.client)).problem.code).toBe('dialer_role.limits_not_held');
    expect((await edit(less, { autoDial: true }, boss.client)).status).toBe(200);
  });

  it('touches everybody who holds it: the main user, an Admin, somebody who holds more', async () => {
    const boss = await agentWho(['dialer_role.manage', 'lead.view']);
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    const finance = await app.make.user(account.id, { roles: ['finance'] });
    const held = async (user: MadeUser, others: string[] = []) => {
      const role = await makeRole(app, account.id, { permissions: ['lead.view'] });
      await makeProfile(app, user, { dialerRoles: [role, ...others] });
      return role;
    };
    const byOwner = await held(account.owner);
    const [byAdmin, byFinance] = [await held(admin), await held(finance)];
    const more = await makeRole(app, account.id, { permissions: ['lead.import'] });
    const byMore = await held(await app.make.user(account.id), [more]);
    for (const [role, because] of [
      [byOwner, 'user.is_owner'],
      [byAdmin, 'user.is_admin'],
      [byFinance, 'user.outranks'],
      [byMore, 'user.outranks'],
    ] as const) {
      expect((await edit(role, { permissions: [] }, boss.client)).problem.code).toBe(because);
      expect((await remove(role, boss.client)).problem.code).toBe(because);
      expect((await one(role, boss.client))?.can.edit).toEqual({ ok: false, because });
    }
    const adminClient = await app.make.signedIn(admin);
    expect((await edit(byOwner, { permissions: [] }, adminClient)).problem.code).toBe('user.is_owner');
    expect((await edit(byAdmin, { permissions: [] }, adminClient)).problem.code).toBe('dialer_role.is_own');
    // What the main user may do comes from nowhere else, and nobody but them could change it.
    expect((await edit(byOwner, { permissions: [] })).status).toBe(200);
    expect((await edit(byAdmin, { permissions: [] })).status).toBe(200);
  });

  it('asks for tags that the actor lacks where a right of theirs reaches those who share one', async () => {
    const [north, south] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const wide = await makeRole(app, account.id, { permissions: ['agent.view', 'dialer_role.manage', 'lead.view'] });
    const narrow = await makeRole(app, account.id, { permissions: ['agent.delete'], scope: 'shared_tags' });
    const boss = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [wide, narrow], tags: [north] }));
    const role = await makeRole(app, account.id, { permissions: ['lead.view'] });
    const holder = await makeAgent(app, account.id, { dialerRoles: [role, narrow], tags: [south] });
    expect((await edit(role, { permissions: [] }, boss)).problem.code).toBe('user.outranks');
    await app.owner.query('update agent_tags set tag_id = $1 where user_id = $2', [north, holder.id]);
    expect((await edit(role, { permissions: [] }, boss)).status).toBe(200);
  });
});

describe('deleting a role', () => {
  it('leaves its agents their others, names them, and ends what it said', async () => {
    const [role, other] = [await makeRole(app, account.id, { sessionSeconds: 31_536_000 }), await roleAgents(app, account.id)];
    const ana = await makeAgent(app, account.id, { dialerRoles: [role, other] });
    expect((await remove(role)).status).toBe(204);
    const { body } = await owner.call('getAgent', { params: { userId: ana.id } });
    expect([body.dialerRoles.map(({ id }) => id), body.inForce.sessionSeconds.source.level]).toEqual([[other], 'account']);
    expect(await entriesAbout(app, role)).toMatchObject([
      { action: 'dialer_role.deleted', changes: { name: {}, members: { old: [ana.id], new: [] } } },
    ]);
    expect((await remove(role)).problem.code).toBe('dialer_role.not_found');
  });

  it('is refused, with the list, where somebody would be left without a role', async () => {
    const role = await makeRole(app, account.id);
    const ana = await makeAgent(app, account.id, { dialerRoles: [role], firstName: 'Ana', lastName: 'Ruiz' });
    await makeAgent(app, account.id, { dialerRoles: [role, await roleAgents(app, account.id)] });
    await makeAgent(app, account.id, { dialerRoles: [role], status: 'deleted' });
    expect((await remove(role)).problem).toMatchObject({ code: 'dialer_role.is_last', params: { count: 1 } });
    expect((await owner.call('listLastHolders', { params: { id: role } })).body).toMatchObject({
      count: 1,
      items: [{ id: ana.id, name: 'Ana Ruiz' }],
    });
    await owner.call('changeDialerRoleMembers', { params: { id: await roleAgents(app, account.id) }, body: { add: [ana.id] } });
    expect((await owner.call('listLastHolders', { params: { id: role } })).body).toEqual({ count: 0, items: [] });
    expect((await remove(role)).status).toBe(204);
  });
});
