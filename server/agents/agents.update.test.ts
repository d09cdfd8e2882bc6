import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeProfile, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ana: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  ana = await makeAgent(app, account.id, { firstName: 'Ana', lastName: 'Ruiz' });
});

/** Edits an agent from the version that they have now. */
async function edit(by: Client, userId: string, body: object) {
  const { rows } = await app.owner.query('select version from users where id = $1', [userId]);
  return by.call('updateAgent', { params: { userId }, headers: { 'if-match': String(rows[0].version) }, body });
}

describe('editing an agent', () => {
  it('changes what is given, keeps the rest, and records old and new', async () => {
    const before = (await owner.call('getAgent', { params: { userId: ana.id } })).body;
    const after = (await edit(owner, ana.id, { firstName: 'Anna', ppqRatio: 1.5, assignsLeads: false })).body;
    expect(after).toMatchObject({ firstName: 'Anna', lastName: 'Ruiz', ppqRatio: 1.5, assignsLeads: false });
    expect(after.version).toBe(before.version + 1);
    const entry = (await entriesAbout(app, ana.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'agent.changed',
      changes: {
        firstName: { old: 'Ana', new: 'Anna' },
        ppqRatio: { old: null, new: 1.5 },
        assignsLeads: { old: true, new: false },
      },
    });
    expect((await owner.call('getUser', { params: { id: ana.id } })).body.firstName).toBe('Anna');
    expect((await edit(owner, ana.id, { firstName: 'Anna' })).body.version).toBe(after.version);
  });

  it('is refused with what changed where somebody else was first, in either half', async () => {
    const headers = { 'if-match': '1' };
    await owner.call('updateUser', { params: { id: ana.id }, headers, body: { firstName: 'Anne' } });
    const late = await owner.call('updateAgent', { params: { userId: ana.id }, headers, body: { ppq: true } });
    expect(late.problem).toMatchObject({ code: 'user.changed', current: { firstName: 'Anne', ppq: null } });
  });

  it('says what is in force and where it comes from', async () => {
    const strict = await makeRole(app, account.id, { name: 'Strict', twoFactor: 'app', sessionSeconds: 600, autoDial: true });
    const loose = await makeRole(app, account.id, { name: 'Loose', twoFactor: 'off', sessionSeconds: 900, autoDial: false });
    const after = (await edit(owner, ana.id, { dialerRoles: [strict, loose], timezone: 'Europe/Berlin' })).body;
    expect(after.inForce).toMatchObject({
      twoFactor: { value: 'app', source: { level: 'role', roles: ['Strict'] } },
      sessionSeconds: { value: 600, source: { level: 'role', roles: ['Strict'] } },
      autoDial: { value: true, source: { level: 'role', roles: ['Strict'] } },
      timezone: { value: 'Europe/Berlin', source: { level: 'user' } },
      ppq: { value: false, source: { level: 'account' } },
    });
    expect(after.inherited.timezone).toEqual({ value: 'UTC', source: { level: 'account' } });
    const policy = (await owner.call('getUserPolicy', { params: { id: ana.id } })).body.inForce;
    expect(policy.twoFactor).toEqual(after.inForce.twoFactor);
    expect((await owner.call('getUser', { params: { id: ana.id } })).body.twoFactor).toBe('app');
    const off = (await edit(owner, ana.id, { autoDial: false, twoFactor: 'off' })).body;
    expect([off.inForce.autoDial, off.inForce.twoFactor.value]).toEqual([{ value: false, source: { level: 'user' } }, 'off']);
  });

  it('ends a session that lasts longer than a new role allows', async () => {
    await app.make.signedIn(ana);
    await app.owner.query("update sessions set created_at = now() - interval '20 minutes' where user_id = $1", [ana.id]);
    const short = await makeRole(app, account.id, { sessionSeconds: 60 });
    await edit(owner, ana.id, { dialerRoles: [short] });
    const { rows } = await app.owner.query('select expires_at < now() as over from sessions where user_id = $1', [ana.id]);
    expect(rows).toEqual([{ over: true }]);
  });

  it('switches off at once: sessions end; and on again', async () => {
    const client = await app.make.signedIn(ana);
    const off = (await edit(owner, ana.id, { isActive: false, assignsLeads: false })).body;
    expect([off.status, off.isActive, off.assignsLeads]).toEqual(['inactive', false, false]);
    expect((await client.call('getMe')).problem.code).toBe('session.required');
    expect((await edit(owner, ana.id, { isActive: true })).body.status).toBe('active');
    const actions = (await entriesAbout(app, ana.id)).map(({ action }) => action);
    expect(actions).toEqual(['agent.changed', 'user.deactivated', 'user.reactivated']);
  });

  it('empties and fills what may be empty', async () => {
    const full = (await edit(owner, ana.id, { callerIdName: 'Northwind', caldavToken: 'x', virtualExtension: '77' })).body;
    expect([full.callerIdName, full.caldavToken, full.virtualExtension]).toEqual(['Northwind', true, '77']);
    const empty = (await edit(owner, ana.id, { callerIdName: null, caldavToken: null, virtualExtension: null })).body;
    expect([empty.callerIdName, empty.caldavToken, empty.virtualExtension]).toEqual([null, false, null]);
    expect((await edit(owner, ana.id, { username: null as never })).problem.errors).toMatchObject([{ path: 'username' }]);
  });

  it('moves tags and skill groups, with the level, and refuses to take the last role', async () => {
    const [tag, other] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const group = await makeNamed(app, account.id, 'skill_groups');
    await edit(owner, ana.id, { tags: [tag], skillGroups: [{ id: group, level: 3 }] });
    const after = (await edit(owner, ana.id, { tags: [other], skillGroups: [{ id: group, level: 9 }] })).body;
    expect([after.tags.map(({ id }) => id), after.skillGroups]).toMatchObject([[other], [{ id: group, level: 9 }]]);
    expect((await edit(owner, ana.id, { dialerRoles: [] })).problem.errors).toMatchObject([{ path: 'dialerRoles' }]);
    await expect(app.owner.query('delete from agent_roles where user_id = $1', [ana.id])).rejects.toThrow('at least one role');
  });

  it('finds nobody of another account, and nobody without a profile', async () => {
    const stranger = await makeAgent(app, (await app.make.account()).id);
    const plain = await app.make.user(account.id);
    for (const { id } of [stranger, plain]) {
      expect((await edit(owner, id, { ppq: true })).problem.code).toBe('agent.not_found');
      expect((await owner.call('getAgent', { params: { userId: id } })).problem.code).toBe('agent.not_found');
      expect((await owner.call('removeAgent', { params: { userId: id } })).problem.code).toBe('agent.not_found');
    }
  });
});

describe('Rank in the Dialer', () => {
  const leaderOf = async (permissions: Parameters<typeof makeRole>[2], more: object = {}) => {
    const role = await makeRole(app, account.id, permissions);
    return makeAgent(app, account.id, { dialerRoles: [role], ...more });
  };
  const EDITS = ['agent.view', 'agent.edit', 'agent.limits', 'agent.reset_password', 'agent_role.give'] as const;

  it('keeps those who hold more, in either half, out of reach', async () => {
    const leader = await app.make.signedIn(await leaderOf({ permissions: EDITS }));
    const superuser = await makeAgent(app, account.id, { isSuperuser: true });
    const admin = await makeAgent(app, account.id, { roles: ['admin'] });
    const finance = await makeAgent(app, account.id, { roles: ['finance'] });
    const deleter = await leaderOf({ permissions: ['agent.delete'] });
    await makeProfile(app, account.owner);
    const codeOf = async (id: string) => (await edit(leader, id, { firstName: 'Eve' })).problem.code;
    expect(await codeOf(superuser.id)).toBe('user.outranks');
    expect(await codeOf(finance.id)).toBe('user.outranks');
    expect(await codeOf(deleter.id)).toBe('user.outranks');
    expect(await codeOf(admin.id)).toBe('user.is_admin');
    expect(await codeOf(account.owner.id)).toBe('user.is_owner');
    expect((await edit(leader, ana.id, { firstName: 'Eve' })).status).toBe(200);
  });

  it('lets nobody give what they lack, or change their own roles, tags, state or limits', async () => {
    const made = await leaderOf({ permissions: EDITS });
    const leader = await app.make.signedIn(made);
    const mighty = await makeRole(app, account.id, { permissions: ['agent.delete'] });
    const tag = await makeNamed(app, account.id, 'tags');
    const agents = await roleAgents(app, account.id);
    const codeOf = async (id: string, body: object) => (await edit(leader, id, body)).problem.code;
    expect(await codeOf(ana.id, { dialerRoles: [mighty] })).toBe('dialer_role.not_held');
    expect(await codeOf(ana.id, { isSuperuser: true })).toBe('agent.superuser_not_held');
    for (const body of [
      { dialerRoles: [agents] },
      { tags: [tag] },
      { isActive: false },
      { sessionLimit: 9 },
      { twoFactor: 'off' },
      { hasAllTags: true },
      { isSuperuser: true },
    ]) {
      expect(await codeOf(made.id, body), JSON.stringify(body)).toBe('user.is_self');
    }
    expect((await edit(leader, made.id, { firstName: 'Me', timezone: 'Europe/Rome' })).status).toBe(200);
    expect(await app.owner.query('select 1 from agent_tags where user_id = $1', [made.id])).toMatchObject({ rowCount: 0 });
  });

  it('lets a superuser do everything in the Dialer, but not to who has a portal permission', async () => {
    const superuser = await app.make.signedIn(await makeAgent(app, account.id, { isSuperuser: true }));
    const mighty = await makeRole(app, account.id, { permissions: ['agent.delete'] });
    expect((await edit(superuser, ana.id, { dialerRoles: [mighty], isSuperuser: true })).body.isSuperuser).toBe(true);
    const finance = await makeAgent(app, account.id, { roles: ['finance'] });
    expect((await edit(superuser, finance.id, { ppq: true })).problem.code).toBe('user.outranks');
    expect((await superuser.call('listUsers')).problem.code).toBe('permission.missing');
  });

  it('asks for the password before a superuser, limits, and addresses', async () => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    for (const body of [
      { isSuperuser: true },
      { sessionLimit: 3 },
      { email: 'new@example.com' },
      { oauthEmail: 'a@g.example' },
    ]) {
      expect((await edit(late, ana.id, body)).problem.code).toBe('session.step_up');
    }
    expect((await edit(late, ana.id, { ppq: true })).status).toBe(200);
  });
});

describe('a scope of shared tags', () => {
  it('reaches exactly those who share one, on every path', async () => {
    const [north, south] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const role = await makeRole(app, account.id, {
      permissions: ['agent.view', 'agent.edit', 'agent.delete', 'agent.sip_password'],
      scope: 'shared_tags',
    });
    const made = await makeAgent(app, account.id, { dialerRoles: [role], tags: [north], lastName: 'Leader' });
    const leader = await app.make.signedIn(made);
    const near = await makeAgent(app, account.id, { tags: [north, south], lastName: 'Near' });
    const far = await makeAgent(app, account.id, { tags: [south], lastName: 'Far' });
    const everywhere = await makeAgent(app, account.id, { hasAllTags: true, lastName: 'Everywhere' });
    const ids = async (query: object) => (await leader.call('listAgents', { query })).body.items.map(({ id }) => id).sort();
    expect(await ids({})).toEqual([made.id, near.id, everywhere.id].sort());
    expect(await ids({ q: 'Far' })).toEqual([]);
    expect(await ids({ tag: south })).toEqual([everywhere.id]);
    expect((await leader.call('countAgents')).body).toEqual({ count: 3, isMore: false });
    expect((await leader.call('getAgent', { params: { userId: far.id } })).problem.code).toBe('agent.not_found');
    expect((await edit(leader, far.id, { ppq: true })).problem.code).toBe('agent.not_found');
    expect((await leader.call('removeAgent', { params: { userId: far.id } })).problem.code).toBe('agent.not_found');
    const sip = await leader.call('makeSipPassword', { params: { userId: far.id }, body: {} });
    expect(sip.problem.code).toBe('agent.not_found');
    expect((await edit(leader, near.id, { ppq: true })).status).toBe(200);
    expect((await edit(leader, near.id, { tags: [] })).problem.code).toBe('agent.out_of_scope');
    expect((await edit(leader, near.id, { hasAllTags: true })).problem.code).toBe('agent.all_tags_not_held');
  });

  it('reaches no further by a permission of a narrower role, nor to whose tags are more', async () => {
    const [north, south] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const views = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const edits = await makeRole(app, account.id, { permissions: ['agent.edit'], scope: 'shared_tags' });
    const leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [views, edits], tags: [north] }));
    expect((await leader.call('getAgent', { params: { userId: ana.id } })).body.can.edit).toEqual({
      ok: false,
      because: 'agent.not_reached',
    });
    expect((await edit(leader, ana.id, { ppq: true })).problem.code).toBe('agent.not_reached');
    const wider = await makeAgent(app, account.id, { dialerRoles: [edits], tags: [north, south] });
    expect((await edit(leader, wider.id, { ppq: true })).problem.code).toBe('user.outranks');
  });

  it('follows all tags to tags that are made later, at once', async () => {
    const role = await makeRole(app, account.id, { permissions: ['agent.view'], scope: 'shared_tags' });
    const leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], hasAllTags: true }));
    const later = await makeNamed(app, account.id, 'tags');
    const late = await makeAgent(app, account.id, { tags: [later] });
    expect((await leader.call('getAgent', { params: { userId: late.id } })).status).toBe(200);
    expect((await leader.call('listAgents', { query: { tag: later } })).body.items).toHaveLength(2);
  });
});

describe('removing from the Dialer', () => {
  it('takes the profile, and leaves the user; their leads are nobody’s', async () => {
    const { rows } = await app.owner.query(
      `insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, assigned_to, assigned_at)
       values ($1, gen_random_uuid(), 'Zoe', '', 'zoe', 'zoe', '+4930901820', $2, now()) returning id`,
      [account.id, ana.id],
    );
    expect((await owner.call('removeAgent', { params: { userId: ana.id } })).status).toBe(204);
    expect((await owner.call('getAgent', { params: { userId: ana.id } })).problem.code).toBe('agent.not_found');
    expect((await owner.call('getUser', { params: { id: ana.id } })).body.status).toBe('active');
    const lead = await app.owner.query('select assigned_to from leads where id = $1', [rows[0].id]);
    expect(lead.rows).toEqual([{ assigned_to: null }]);
    expect((await entriesAbout(app, ana.id)).at(-1)?.action).toBe('agent.removed');
  });

  it('is refused to oneself, and of whoever holds more', async () => {
    const made = await makeAgent(app, account.id, {
      dialerRoles: [await makeRole(app, account.id, { permissions: ['agent.view', 'agent.delete'] })],
    });
    const client = await app.make.signedIn(made);
    const admin = await makeAgent(app, account.id, { roles: ['admin'] });
    expect((await client.call('removeAgent', { params: { userId: made.id } })).problem.code).toBe('user.is_self');
    expect((await client.call('removeAgent', { params: { userId: admin.id } })).problem.code).toBe('user.is_admin');
  });
});
