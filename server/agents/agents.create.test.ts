import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
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

let count = 0;
const newAgent = (more: object = {}) => {
  count += 1;
  return { username: `ana.${count}`, email: `ana.${count}@example.com`, dialerRoles: [agents], ...more };
};

describe('adding an agent', () => {
  it('makes user and profile together, pending and invited, with every setting as declared', async () => {
    const body = newAgent({ firstName: 'Ana', lastName: 'Ruiz' });
    const made = (await owner.call('createAgent', { body })).body;
    expect(made).toMatchObject({
      username: body.username,
      email: body.email,
      firstName: 'Ana',
      status: 'pending',
      isActive: true,
      assignsLeads: true,
      autoDial: null,
      ppqRatio: null,
      sipOption: 'webrtc',
      isSuperuser: false,
      caldavToken: false,
      dialerRoles: [{ id: agents, name: 'Agents' }],
      tags: [],
      sipDomain: `${account.code.toLowerCase()}.sip.internal`,
    });
    expect(made.inForce.ppqRatio).toEqual({ value: 1, source: { level: 'account' } });
    expect((await owner.call('getUser', { params: { id: made.id } })).body.status).toBe('pending');
    await app.mail.next(body.email);
    const [entry] = await entriesAbout(app, made.id);
    expect(entry).toMatchObject({ action: 'agent.created', actor_id: account.owner.id });
    expect(entry?.changes).toMatchObject({ username: { new: body.username }, dialerRoles: { new: [agents] } });
  });

  it('takes every field of the form', async () => {
    const [tag, group] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'skill_groups')];
    const fields = {
      oauthEmail: 'ana.ruiz@gmail.example',
      kerberosLogin: 'ana@REALM',
      caldavUrl: 'https://calendar.example.com/ana',
      caldavLogin: 'ana',
      assignsLeads: false,
      autoDial: true,
      ppq: true,
      ppqRatio: 2.3,
      ppqSorting: 'weight',
      callerIdName: 'Northwind',
      callerIdNumber: '+4930901820',
      virtualExtension: '4711',
      timezone: 'Europe/Berlin',
      spokenLanguage: 'de',
      moreSpokenLanguages: ['en', 'tr'],
      interfaceLanguage: 'de',
      sessionSeconds: 600,
      sessionLimit: 2,
      twoFactor: 'email',
      hasAllTags: true,
      hasAllSkillGroups: true,
      sipOption: 'pbx',
      pbxUsername: 'Ana-1',
      pbxExtension: '22',
    } as const;
    const body = newAgent({ ...fields, caldavToken: 'very secret', tags: [tag], skillGroups: [{ id: group, level: 7 }] });
    const made = (await owner.call('createAgent', { body })).body;
    expect(made).toMatchObject({ ...fields, caldavToken: true, sipUsername: 'ana-1' });
    expect([made.tags, made.skillGroups]).toMatchObject([[{ id: tag }], [{ id: group, level: 7 }]]);
    expect(made.inForce.ppqRatio).toEqual({ value: 2.3, source: { level: 'user' } });
    const [entry] = await entriesAbout(app, made.id);
    expect(entry?.changes).toMatchObject({ ppqRatio: { new: 2.3 }, caldavToken: 'changed', virtualExtension: { new: '4711' } });
    expect(JSON.stringify(entry)).not.toContain('very secret');
    const { rows } = await app.owner.query('select caldav_token from agents where user_id = $1', [made.id]);
    expect(rows[0].caldav_token.toString('latin1')).not.toContain('very secret');
  });

  it('calls somebody without a name by their username', async () => {
    const body = newAgent();
    expect((await owner.call('createAgent', { body })).body).toMatchObject({ firstName: body.username, lastName: '' });
  });

  it('adds one who is switched off without a mail; switching them on invites them', async () => {
    const body = newAgent({ isActive: false });
    const made = (await owner.call('createAgent', { body })).body;
    expect([made.status, made.isActive, made.activationMail]).toEqual(['inactive', false, null]);
    const headers = { 'if-match': String(made.version) };
    const on = await owner.call('updateAgent', { params: { userId: made.id }, headers, body: { isActive: true } });
    expect([on.body.status, on.body.isActive]).toEqual(['pending', true]);
    await app.mail.next(body.email);
  });

  it('adds nobody twice for one Idempotency-Key', async () => {
    const [body, headers] = [newAgent(), { 'idempotency-key': 'once' }];
    const [one, two] = [await owner.call('createAgent', { body, headers }), await owner.call('createAgent', { body, headers })];
    expect(two.body.id).toBe(one.body.id);
    expect((await owner.call('createAgent', { body: newAgent(), headers })).problem.code).toBe('idempotency.mismatch');
  });

  it.each([
    ['no role', { dialerRoles: [] }, 'dialerRoles', 'field.too_small'],
    ['no username', { username: undefined }, 'username', 'field.required'],
    ['a foreign address as username', { username: 'other@example.com' }, 'username', 'field.username'],
    ['a ratio between steps', { ppqRatio: 1.25 }, 'ppqRatio', 'field.tenths'],
    ['a ratio beyond ten', { ppqRatio: 10.1 }, 'ppqRatio', 'field.too_big'],
    ['an extension of one digit', { virtualExtension: '1' }, 'virtualExtension', 'field.extension'],
    ['an extension with a letter', { virtualExtension: '12a' }, 'virtualExtension', 'field.extension'],
    ['a number without its country', { callerIdNumber: '030 901820' }, 'callerIdNumber', 'field.phone'],
    ['a number that no country gives out', { callerIdNumber: '+10000000' }, 'callerIdNumber', 'field.phone'],
    ['a timeout of 59 seconds', { sessionSeconds: 59 }, 'sessionSeconds', 'field.too_small'],
    ['1,001 sessions', { sessionLimit: 1001 }, 'sessionLimit', 'field.too_big'],
    ['a custom URI that is missing', { sipOption: 'uri' }, 'sipUri', 'field.required'],
    ['a custom URI that is none', { sipOption: 'uri', sipUri: 'http://x.example' }, 'sipUri', 'field.sip_uri'],
    ['a level of eleven', { skillGroups: [{ id: crypto.randomUUID(), level: 11 }] }, 'skillGroups.0.level', 'field.too_big'],
    ['a calendar without TLS', { caldavUrl: 'http://calendar.example.com' }, 'caldavUrl', 'field.https'],
  ])('refuses %s, and keeps nothing', async (_, wrong, path, code) => {
    const answer = await owner.call('createAgent', { body: newAgent(wrong) as never });
    expect(answer.problem).toMatchObject({ code: 'request.invalid', errors: [{ path, code }] });
    expect((await owner.call('countAgents')).body).toEqual({ count: 0, isMore: false });
  });

  it('refuses what is taken, unknown, or of another account', async () => {
    const other = await app.make.account();
    const taken = await makeAgent(app, account.id, { virtualExtension: '1234', username: 'ben', email: 'ben@example.net' });
    const refusals: [object, string][] = [
      [{ virtualExtension: '1234' }, 'agent.extension_taken'],
      [{ username: 'BEN' }, 'user.username_taken'],
      [{ email: 'Ben@example.net' }, 'user.email_taken'],
      [{ dialerRoles: [await roleAgents(app, other.id)] }, 'dialer_role.not_found'],
      [{ tags: [await makeNamed(app, other.id, 'tags')] }, 'tag.not_found'],
      [{ skillGroups: [{ id: await makeNamed(app, other.id, 'skill_groups'), level: 1 }] }, 'skill_group.not_found'],
    ];
    for (const [wrong, code] of refusals) {
      expect((await owner.call('createAgent', { body: newAgent(wrong) })).problem.code).toBe(code);
    }
    await app.owner.query("update users set status = 'deleted', deleted_at = now(), deleted_from = 'active' where id = $1", [
      taken.id,
    ]);
    const reserved = await owner.call('createAgent', { body: newAgent({ virtualExtension: '1234' }) });
    expect(reserved.problem.code).toBe('agent.extension_reserved');
  });
});

describe('somebody who may add agents', () => {
  it('gives no role that may do more than their own, and no superuser', async () => {
    const creator = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.create', 'agent.edit'] });
    const mighty = await makeRole(app, account.id, { permissions: ['agent.delete'] });
    const client = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [creator] }));
    const codeOf = async (more: object) => (await client.call('createAgent', { body: newAgent(more) })).problem.code;
    expect((await client.call('createAgent', { body: newAgent() })).status).toBe(201);
    expect(await codeOf({ dialerRoles: [mighty] })).toBe('dialer_role.not_held');
    expect(await codeOf({ isSuperuser: true })).toBe('agent.superuser_not_held');
    expect(await codeOf({ sessionLimit: 3 })).toBe('permission.missing');
    expect((await client.call('createAgent', { body: newAgent({ hasAllTags: true }) })).status).toBe(201);
  });

  it('adds agents into their own tags only, where that is their scope', async () => {
    const [north, south] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const permissions = ['agent.view', 'agent.create', 'agent.edit'] as const;
    const leader = await makeRole(app, account.id, { permissions, scope: 'shared_tags' });
    const client = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [leader], tags: [north] }));
    const codeOf = async (more: object) => (await client.call('createAgent', { body: newAgent(more) })).problem.code;
    expect((await client.call('createAgent', { body: newAgent({ tags: [north] }) })).status).toBe(201);
    expect(await codeOf({})).toBe('agent.out_of_scope');
    expect(await codeOf({ tags: [south] })).toBe('tag.not_found');
    expect(await codeOf({ tags: [north, south] })).toBe('tag.not_found');
    expect(await codeOf({ tags: [north], hasAllTags: true })).toBe('agent.all_tags_not_held');
  });

  it('types the password again to make a superuser', async () => {
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await late.call('createAgent', { body: newAgent({ isSuperuser: true }) })).problem.code).toBe('session.step_up');
    expect((await owner.call('createAgent', { body: newAgent({ isSuperuser: true }) })).body.isSuperuser).toBe(true);
  });
});
