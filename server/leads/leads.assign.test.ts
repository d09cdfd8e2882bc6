import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { leadsByAgent, makeLead, makeLeads } from '../testing/leads.ts';
import { entriesAbout } from '../testing/record.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ana: MadeUser;
let ben: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  [ana, ben] = [await makeAgent(app, account.id), await makeAgent(app, account.id)];
});

const assign = (leads: readonly string[], to: string | null, client = owner) =>
  client.call('assignLeads', { body: { leads: [...leads], to } });
const speaks = (agent: MadeUser, language: string, ...more: string[]) =>
  app.owner.query('update users set spoken_language = $2, more_spoken_languages = $3 where id = $1', [agent.id, language, more]);
const distribute = async (body: object = {}, client = owner) => (await client.call('distributeLeads', { body })).body;

interface GroupWishes {
  readonly filter?: object;
  readonly weight?: number;
  readonly tags?: readonly string[];
  readonly skills?: readonly (readonly [string, number])[];
}

let counter = 0;

async function makeGroup({ filter = {}, weight = 0, tags = [], skills = [] }: GroupWishes): Promise<void> {
  counter += 1;
  const id = newId();
  const { owner: db } = app;
  await db.query('insert into user_groups (account_id, id, name, name_key, filter, weight) values ($1, $2, $3, $3, $4, $5)', [
    account.id,
    id,
    `group ${counter}`,
    JSON.stringify(filter),
    weight,
  ]);
  for (const tag of tags) await db.query('insert into user_group_tags values ($1, $2, $3)', [account.id, id, tag]);
  for (const [group, level] of skills) {
    await db.query('insert into user_group_skill_groups values ($1, $2, $3, $4)', [account.id, id, group, level]);
  }
}

describe('assigning by hand', () => {
  it('gives leads to an agent, moves them to another, takes them away; each side is recorded', async () => {
    const ids = await makeLeads(app, account.id, 3);
    expect((await assign(ids, ana.id)).body.changed).toBe(3);
    expect((await assign(ids, ana.id)).body.changed).toBe(0);
    expect((await assign(ids.slice(0, 2), ben.id)).body.changed).toBe(2);
    const { assignedTo, assignedAt, version } = (await owner.call('getLead', { params: { id: ids[0] ?? '' } })).body;
    expect([assignedTo?.id, assignedAt !== null, version]).toEqual([ben.id, true, 1]);
    expect((await assign(ids, null)).body.changed).toBe(3);
    expect(await leadsByAgent(app, account.id)).toEqual({ '': 3 });
    const leads = async ({ id }: MadeUser) => (await entriesAbout(app, id)).map(({ changes }) => changes.leads);
    expect(await leads(ana)).toEqual([
      { old: [], new: ids },
      { old: ids.slice(0, 2), new: [] },
      { old: [ids[2]], new: [] },
    ]);
    expect(await leads(ben)).toEqual([
      { old: [], new: ids.slice(0, 2) },
      { old: ids.slice(0, 2), new: [] },
    ]);
  });

  it('is all or nothing', async () => {
    const [open, done] = [await makeLead(app, account.id), await makeLead(app, account.id, { status: 'done' })];
    expect((await assign([open, done], ana.id)).problem.code).toBe('lead.not_open');
    expect((await assign([open, newId()], ana.id)).problem.code).toBe('lead.not_found');
    expect((await assign([open], newId())).problem.code).toBe('agent.not_found');
    expect((await assign([open], account.owner.id)).problem.code).toBe('agent.not_found');
    const off = await makeAgent(app, account.id, { status: 'inactive' });
    expect((await assign([open], off.id)).problem.code).toBe('agent.takes_no_leads');
    await app.owner.query('update agents set assigns_leads = false where user_id = $1', [ana.id]);
    expect((await assign([open], ana.id)).problem.code).toBe('agent.takes_no_leads');
    expect((await assign([], ana.id)).status).toBe(422);
    expect((await assign(['x'], ana.id)).status).toBe(422);
    expect(await leadsByAgent(app, account.id)).toEqual({ '': 2 });
    expect(await entriesAbout(app, ana.id)).toEqual([]);
    await app.owner.query('update leads set assigned_to = $2, assigned_at = now() where id = $1', [done, ben.id]);
    expect((await assign([done], null)).body.changed).toBe(1);
  });
});

describe('assigning automatically', () => {
  it('levels the loads out, and says first what it would do', async () => {
    const cem = await makeAgent(app, account.id);
    await makeLeads(app, account.id, 4, { assignedTo: ana.id });
    await makeLeads(app, account.id, 9, { assignedTo: ana.id, status: 'done' });
    await makeLeads(app, account.id, 8);
    await makeLeads(app, account.id, 2, { status: 'do_not_call' });
    const wanted = { assigned: 8, left: 0 };
    const preview = await distribute({ check: true });
    expect(preview).toMatchObject(wanted);
    expect((await leadsByAgent(app, account.id))['']).toBe(10);
    expect(await distribute()).toEqual(preview);
    expect(await leadsByAgent(app, account.id)).toEqual({ [ana.id]: 13, [ben.id]: 4, [cem.id]: 4, '': 2 });
    expect(preview.agents.map(({ leads }) => leads)).toEqual([4, 4]);
    expect(await distribute()).toEqual({ assigned: 0, left: 0, agents: [] });
    expect((await entriesAbout(app, ben.id)).map(({ action }) => action)).toEqual(['lead.assigned']);
  });

  it('gives each lead to who speaks its language; the account’s where a user says none', async () => {
    const cem = await makeAgent(app, account.id);
    await speaks(ana, 'fr');
    await speaks(ben, 'ar', 'fr');
    for (const [language, count] of [
      ['fr', 4],
      ['ar', 2],
      ['en', 3],
      ['ja', 5],
    ] as const) {
      await makeLeads(app, account.id, count, { language });
    }
    expect(await distribute()).toMatchObject({ assigned: 9, left: 5 });
    // Cem speaks English, the account's language. Of French, which comes first, Ana and Ben have half each.
    expect(await leadsByAgent(app, account.id)).toEqual({ [ana.id]: 2, [ben.id]: 4, [cem.id]: 3, '': 5 });
    await app.owner.query(`update accounts set spoken_language = 'ja' where id = $1`, [account.id]);
    expect(await distribute()).toMatchObject({ assigned: 5, left: 0 });
    expect((await leadsByAgent(app, account.id))[cem.id]).toBe(8);
  });

  it('serves the heaviest group first, the heaviest leads first, to agents of its tags and skill levels', async () => {
    const [tag, skill] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'skill_groups')];
    const cem = await makeAgent(app, account.id, { tags: [tag] });
    const expert = await makeAgent(app, account.id, { skillGroups: [[skill, 8]] });
    const novice = await makeAgent(app, account.id, { skillGroups: [[skill, 3]] });
    await makeGroup({ filter: { groups: ['Fair'] }, weight: 10, tags: [tag] });
    await makeGroup({ filter: { minimumWeight: 50 }, weight: 20, skills: [[skill, 5]] });
    const [light] = await makeLeads(app, account.id, 1, { group: 'Fair', weight: 1 });
    const [heavy] = await makeLeads(app, account.id, 1, { group: 'Fair', weight: 60 });
    const [heavier] = await makeLeads(app, account.id, 1, { weight: 70 });
    const rest = await makeLeads(app, account.id, 10);
    const holderOf = async (id = '') => (await owner.call('getLead', { params: { id } })).body.assignedTo?.id;
    expect(await distribute({ most: 1 })).toMatchObject({ assigned: 1, left: 12 });
    expect(await holderOf(heavier)).toBe(expert.id);
    expect(await distribute({ most: 2 })).toMatchObject({ assigned: 2, left: 10 });
    expect([await holderOf(heavy), await holderOf(light)]).toEqual([expert.id, cem.id]);
    // What no group finds, everybody takes: two to whoever has none, one to Cem, whose load is one.
    expect(await distribute()).toMatchObject({ assigned: 10, left: 0 });
    const counts = await leadsByAgent(app, account.id);
    expect([ana, ben, cem, expert, novice].map(({ id }) => counts[id]).sort()).toEqual([2, 2, 3, 3, 3]);
    expect(counts[expert.id]).toBeGreaterThanOrEqual(2);
    expect(rest).toHaveLength(10);
  });

  it('prefers the higher level where loads are equal, and leaves a group’s leads to those who serve it', async () => {
    const skill = await makeNamed(app, account.id, 'skill_groups');
    const [low, high] = [
      await makeAgent(app, account.id, { skillGroups: [[skill, 2]] }),
      await makeAgent(app, account.id, { skillGroups: [[skill, 9]] }),
    ];
    await makeGroup({ filter: { groups: ['Fair'] }, weight: 1, skills: [[skill, 1]] });
    await makeGroup({ filter: { groups: ['Nobody'] }, weight: 2 });
    await makeLeads(app, account.id, 5, { group: 'Fair' });
    await makeLeads(app, account.id, 4, { group: 'Nobody' });
    expect(await distribute()).toMatchObject({ assigned: 5, left: 4 });
    expect(await leadsByAgent(app, account.id)).toEqual({ [high.id]: 3, [low.id]: 2, '': 4 });
  });

  it('serves a language that the heavier group does not speak by the next', async () => {
    const [one, two] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const cem = await makeAgent(app, account.id, { tags: [one] });
    const dee = await makeAgent(app, account.id, { tags: [two] });
    await speaks(dee, 'fr');
    await makeGroup({ weight: 9, tags: [one] });
    await makeGroup({ weight: 1, tags: [two] });
    await makeLeads(app, account.id, 2, { language: 'fr' });
    await makeLeads(app, account.id, 2, { language: 'en' });
    const preview = await distribute({ check: true });
    expect(preview).toMatchObject({ assigned: 4, left: 0 });
    expect(await distribute()).toEqual(preview);
    expect(await leadsByAgent(app, account.id)).toEqual({ [cem.id]: 2, [dee.id]: 2 });
  });

  it('gives nothing to who takes none: off, inactive, pending, deleted; nor beyond the scope of the right', async () => {
    await app.owner.query('update agents set assigns_leads = false where user_id = $1', [ana.id]);
    for (const status of ['inactive', 'pending', 'deleted'] as const) await makeAgent(app, account.id, { status });
    const tag = await makeNamed(app, account.id, 'tags');
    const near = await makeAgent(app, account.id, { tags: [tag] });
    const role = await makeRole(app, account.id, { permissions: ['lead.assign'], scope: 'shared_tags' });
    const leader = await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] });
    await makeLeads(app, account.id, 4);
    const given = await distribute({ most: 3 }, await app.make.signedIn(leader));
    expect(given).toMatchObject({ assigned: 3, left: 1 });
    expect(given.agents.map(({ id }) => id).sort()).toEqual([near.id, leader.id].sort());
    expect(await distribute()).toMatchObject({ assigned: 1, left: 0 });
    expect((await leadsByAgent(app, account.id))[ben.id]).toBe(1);
    expect((await owner.call('distributeLeads', { body: { most: 0 } })).status).toBe(422);
  });
});
