import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeProfile, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let agents: string;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  agents = await roleAgents(app, account.id);
});

const change = (id: string, body: { add?: string[]; remove?: string[] }, by = owner) =>
  by.call('changeDialerRoleMembers', { params: { id }, body });

async function rolesOf(user: MadeUser): Promise<string[]> {
  const { rows } = await app.owner.query('select role_id from agent_roles where user_id = $1 order by 1', [user.id]);
  return rows.map((row) => row.role_id);
}

describe('the members of a role', () => {
  it('come and go together, are told to each, and recorded for each', async () => {
    const role = await makeRole(app, account.id);
    const [ana, ben] = [await makeAgent(app, account.id), await makeAgent(app, account.id, { dialerRoles: [agents, role] })];
    const answer = await change(role, { add: [ana.id], remove: [ben.id] });
    expect(answer.body.members).toBe(1);
    expect([await rolesOf(ana), await rolesOf(ben)]).toEqual([[agents, role].sort(), [agents]]);
    for (const [user, old, now] of [
      [ana, [agents], [agents, role]],
      [ben, [agents, role], [agents]],
    ] as const) {
      const entry = (await entriesAbout(app, user.id)).at(-1);
      expect(entry).toMatchObject({ action: 'agent.changed', changes: { dialerRoles: { old: [...old].sort() } } });
      const { new: after = [] } = (entry?.changes.dialerRoles ?? {}) as { new?: string[] };
      expect(after.sort()).toEqual([...now].sort());
      expect((await owner.call('getAgent', { params: { userId: user.id } })).body.version).toBe(2);
    }
  });

  it('stay as they are where nothing changes; who stands in both comes in', async () => {
    const ana = await makeAgent(app, account.id);
    expect((await change(agents, { add: [ana.id], remove: [ana.id] })).body.members).toBe(1);
    expect(await entriesAbout(app, ana.id)).toEqual([]);
  });

  it('are all moved, or none: whoever is refused is named by their place', async () => {
    const role = await makeRole(app, account.id);
    const [ana, admin] = [await makeAgent(app, account.id), await app.make.user(account.id, { roles: ['admin'] })];
    await makeProfile(app, admin);
    const by = await app.make.signedIn(await app.make.user(account.id, { roles: ['admin'] }));
    const answer = await change(role, { add: [ana.id, admin.id] }, by);
    expect(answer.problem).toMatchObject({ code: 'user.is_admin', errors: [{ path: 'add.1' }] });
    expect(await rolesOf(ana)).toEqual([agents]);
    const plain = await app.make.user(account.id);
    const stranger = await makeAgent(app, (await app.make.account()).id);
    for (const { id } of [plain, stranger]) {
      expect((await change(role, { remove: [id] })).problem).toMatchObject({
        code: 'agent.not_found',
        errors: [{ path: 'remove.0' }],
      });
    }
    const deleted = await makeAgent(app, account.id, { status: 'deleted' });
    expect((await change(role, { add: [deleted.id] })).problem.code).toBe('user.is_deleted');
    expect((await change(role, { add: ['x'] })).problem.code).toBe('request.invalid');
  });

  it('lose with a role what it demands at sign-in, by the right to give roles alone; but not what is their own, and nobody their own role', async () => {
    const demanding = await makeRole(app, account.id, { twoFactor: 'app' });
    const giver = await makeRole(app, account.id, { permissions: ['agent.view', 'agent_role.give'] });
    const ana = await makeAgent(app, account.id, { dialerRoles: [agents, demanding] });
    const above = await makeAgent(app, account.id, { dialerRoles: [demanding, agents], roles: ['finance'] });
    const giving = await makeAgent(app, account.id, { dialerRoles: [giver, demanding] });
    const by = await app.make.signedIn(giving);
    const twoFactorOf = async (id: string) =>
      (await owner.call('getUserPolicy', { params: { id } })).body.inForce.twoFactor.value;
    expect(await twoFactorOf(ana.id)).toBe('app');
    expect((await change(demanding, { remove: [ana.id] }, by)).status).toBe(200);
    expect(await twoFactorOf(ana.id)).toBe('off');
    expect((await entriesAbout(app, ana.id)).at(-1)).toMatchObject({ action: 'agent.changed', actor_id: giving.id });
    expect((await change(demanding, { remove: [giving.id] }, by)).problem.code).toBe('user.is_self');
    expect((await change(demanding, { remove: [above.id] }, by)).problem.code).toBe('user.outranks');
    await app.owner.query("update users set two_factor = 'app' where id = $1", [ana.id]);
    expect((await change(demanding, { add: [ana.id] }, by)).status).toBe(200);
    expect((await change(demanding, { remove: [ana.id] }, by)).status).toBe(200);
    expect(await twoFactorOf(ana.id)).toBe('app');
  });

  it('are never left without any role', async () => {
    const ana = await makeAgent(app, account.id);
    expect((await change(agents, { remove: [ana.id] })).problem).toMatchObject({
      code: 'dialer_role.is_last',
      params: { count: 1 },
      errors: [{ path: 'remove.0' }],
    });
    expect(await rolesOf(ana)).toEqual([agents]);
  });

  it('get no more than the giver holds, nor the giver themselves', async () => {
    const north = await makeNamed(app, account.id, 'tags');
    const leads = await makeRole(app, account.id, {
      permissions: ['agent.view', 'agent_role.give', 'lead.view'],
      scope: 'shared_tags',
    });
    const leader = await makeAgent(app, account.id, { dialerRoles: [leads], tags: [north] });
    const by = await app.make.signedIn(leader);
    const ana = await makeAgent(app, account.id, { tags: [north] });
    const far = await makeAgent(app, account.id);
    const wide = await makeRole(app, account.id, { permissions: ['lead.view'], scope: 'all' });
    const same = await makeRole(app, account.id, { permissions: ['lead.view'], scope: 'shared_tags' });
    expect((await change(wide, { add: [ana.id] }, by)).problem).toMatchObject({
      code: 'dialer_role.not_held',
      errors: [{ path: 'add.0' }],
    });
    expect((await change(same, { add: [leader.id] }, by)).problem.code).toBe('user.is_self');
    expect((await change(same, { add: [far.id] }, by)).problem.code).toBe('agent.not_found');
    expect((await change(same, { add: [ana.id] }, by)).status).toBe(200);
    await change(wide, { add: [ana.id] });
    expect((await change(same, { remove: [ana.id] }, by)).problem.code).toBe('user.outranks');
  });

  it('ask the same as the form of one agent: to give roles, and no right to edit', async () => {
    const giver = await makeRole(app, account.id, { permissions: ['agent.view', 'agent_role.give', 'lead.view'] });
    const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [giver] }));
    const [held, more] = [
      await makeRole(app, account.id, { permissions: ['lead.view'] }),
      await makeRole(app, account.id, { permissions: ['lead.edit'] }),
    ];
    const [ana, ben] = [await makeAgent(app, account.id), await makeAgent(app, account.id)];
    const alone = (userId: string, body: object) =>
      by.call('updateAgent', { params: { userId }, headers: { 'if-match': '1' }, body });
    expect((await alone(ana.id, { dialerRoles: [agents, more] })).problem.code).toBe('dialer_role.not_held');
    expect((await change(more, { add: [ben.id] }, by)).problem.code).toBe('dialer_role.not_held');
    const tags = [await makeNamed(app, account.id, 'tags')];
    expect((await alone(ana.id, { dialerRoles: [agents, held], tags })).problem.code).toBe('permission.missing');
    expect((await alone(ana.id, { dialerRoles: [agents, held] })).status).toBe(200);
    expect((await change(held, { add: [ben.id] }, by)).status).toBe(200);
    expect(await rolesOf(ana)).toEqual(await rolesOf(ben));
  });

  it('shorten their sessions where the role says so', async () => {
    const ana = await makeAgent(app, account.id);
    await app.make.signedIn(ana);
    await app.owner.query("update sessions set created_at = now() - interval '20 minutes' where user_id = $1", [ana.id]);
    await change(await makeRole(app, account.id, { sessionSeconds: 60 }), { add: [ana.id] });
    const { rows } = await app.owner.query('select expires_at < now() as over from sessions where user_id = $1', [ana.id]);
    expect(rows).toEqual([{ over: true }]);
  });
});

describe('at once', () => {
  it('a hundred edits from one version: one is kept', async () => {
    const role = await makeRole(app, account.id);
    const answers = await atOnce(100, (n) =>
      owner.call('updateDialerRole', { params: { id: role }, headers: { 'if-match': '1' }, body: { name: `Name ${n}` } }),
    );
    expect(tally(answers)).toEqual({ 200: 1, 'dialer_role.changed': 99 });
  });

  it('two who edit each other’s role: nobody waits for ever, and nobody keeps what they had lost', async () => {
    for (let round = 0; round < 10; round += 1) {
      const permissions = ['agent.view', 'dialer_role.manage', 'lead.view'] as const;
      const [first, second] = [
        await makeRole(app, account.id, { permissions }),
        await makeRole(app, account.id, { permissions }),
      ];
      const one = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [first] }));
      const two = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [second] }));
      const take = (id: string, by: Client) =>
        by.call('updateDialerRole', { params: { id }, headers: { 'if-match': '1' }, body: { permissions: ['agent.view'] } });
      const answers = await Promise.all([take(second, one), take(first, two)]);
      // Whoever was second had no right any more.
      expect(tally(answers)).toEqual({ 200: 1, 'permission.missing': 1 });
    }
  });

  it('a role grows while it is given by somebody who holds what it was: either is refused, or it was first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const role = await makeRole(app, account.id, { permissions: ['lead.view'] });
      const giver = await makeRole(app, account.id, { permissions: ['agent.view', 'agent_role.give', 'lead.view'] });
      const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [giver] }));
      const ana = await makeAgent(app, account.id);
      const grow = { permissions: ['lead.view', 'lead.import'] as ('lead.view' | 'lead.import')[] };
      const [grown, given] = await Promise.all([
        owner.call('updateDialerRole', { params: { id: role }, headers: { 'if-match': '1' }, body: grow }),
        change(role, { add: [ana.id] }, by),
      ]);
      expect(grown.status).toBe(200);
      expect([200, 403]).toContain(given.status);
      if (given.status === 403) expect([given.problem.code, await rolesOf(ana)]).toEqual(['dialer_role.not_held', [agents]]);
    }
  });

  it('a role is deleted while the last other one is taken: whoever holds both keeps one', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [first, second] = [await makeRole(app, account.id), await makeRole(app, account.id)];
      const ana = await makeAgent(app, account.id, { dialerRoles: [first, second] });
      const answers = await Promise.all([
        owner.call('deleteDialerRole', { params: { id: first } }),
        change(second, { remove: [ana.id] }),
      ]);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      expect(answers.find(({ status }) => status >= 400)?.problem.code).toBe('dialer_role.is_last');
      expect(await rolesOf(ana)).toHaveLength(1);
    }
  });
});

describe('the boxes of the editor', () => {
  it('hold who has the role and who could, by name, with why somebody may not be moved', async () => {
    const [role, more] = [await makeRole(app, account.id), await makeRole(app, account.id, { permissions: ['lead.import'] })];
    const named = (firstName: string, roles: string[], wishes: object = {}) =>
      makeAgent(app, account.id, { firstName, lastName: '', dialerRoles: roles, ...wishes });
    const [ana, ben, cem] = [await named('Ana', [agents]), await named('Ben', [agents, role]), await named('Cem', [agents])];
    await makeAgent(app, account.id, { status: 'deleted' });
    const giver = await makeRole(app, account.id, { permissions: ['agent.view', 'agent_role.give'] });
    const dan = await named('Dan', [giver]);
    const by = await app.make.signedIn(dan);
    const box = async (id: string, which: 'available' | 'selected', query: object = {}) =>
      (await by.call('listDialerRoleAgents', { params: { id }, query: { box: which, ...query } })).body;
    const first = await box(role, 'available', { limit: 2 });
    expect([first.items.map(({ id }) => id), first.count]).toEqual([[ana.id, cem.id], 3]);
    const rest = await box(role, 'available', { limit: 2, cursor: first.next });
    expect(rest.items.map(({ id, can }) => [id, can.move])).toEqual([[dan.id, { ok: false, because: 'user.is_self' }]]);
    expect((await box(role, 'selected')).items.map(({ id, can }) => [id, can.move])).toEqual([[ben.id, { ok: true }]]);
    expect((await box(more, 'available', { q: 'ana' })).items.map(({ can }) => can.move)).toEqual([
      { ok: false, because: 'dialer_role.not_held' },
    ]);
    const other = await makeRole(app, (await app.make.account()).id);
    const answer = await by.call('listDialerRoleAgents', { params: { id: other }, query: { box: 'selected' } });
    expect(answer.problem.code).toBe('dialer_role.not_found');
  });
});
