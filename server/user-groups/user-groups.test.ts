import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LeadFilter } from '../../contract/leads.ts';
import { nameKey } from '../../contract/text.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { makeLeads } from '../testing/leads.ts';
import { atOnce, tally } from '../testing/races.ts';
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

interface LeadWishes {
  readonly status?: string;
  readonly language?: string | null;
  readonly group?: string;
  readonly weight?: number;
}

function lead({ status = 'new', language = null, group = '', weight = 0 }: LeadWishes = {}) {
  return app.owner.query(
    `insert into leads (account_id, id, first_name, last_name, name_key, search_key, phone, status, language, group_name, group_key, weight)
     values ($1, $2, 'Lea', 'Dahl', 'lea dahl', 'lea dahl', '+4930123456', $3, $4, $5, $6, $7)`,
    [account.id, newId(), status, language, group, nameKey(group), weight],
  );
}

const create = (body: object, by = owner) =>
  by.call('createUserGroup', { body: { name: 'Spanish', filter: {}, weight: 0, tags: [], skillGroups: [], ...body } as never });
const list = async (by = owner) => (await by.call('listUserGroups')).body.items;

describe('the user groups', () => {
  it('are listed heaviest first, with what joins them', async () => {
    const [tag, group] = [
      await makeNamed(app, account.id, 'tags', 'North'),
      await makeNamed(app, account.id, 'skill_groups', 'Sales'),
    ];
    await create({ name: 'light' });
    await create({
      name: 'Heavy',
      weight: 9,
      filter: { languages: ['es'] },
      tags: [tag],
      skillGroups: [{ id: group, minimumLevel: 4 }],
    });
    await create({ name: 'able' });
    const items = await list();
    expect(items.map(({ name }) => name)).toEqual(['Heavy', 'able', 'light']);
    expect(items[0]).toMatchObject({
      weight: 9,
      filter: { languages: ['es'] },
      tags: [{ id: tag, name: 'North' }],
      skillGroups: [{ id: group, name: 'Sales', minimumLevel: 4 }],
      can: { manage: { ok: true } },
    });
  });

  it.each<[string, LeadFilter, number]>([
    ['everything', {}, 5],
    ['a status', { statuses: ['new', 'done'] }, 3],
    ['languages', { languages: ['es', 'fr'] }, 2],
    ['a group, whatever its case and accents', { groups: ['montana'] }, 2],
    ['weights', { minimumWeight: 5, maximumWeight: 7 }, 2],
    ['all of it', { statuses: ['call_back'], languages: ['fr'], groups: ['Montaña'], minimumWeight: 7 }, 1],
    ['nothing', { languages: ['de'] }, 0],
  ])('count the open leads that the filter finds: %s', async (_, filter, count) => {
    await lead();
    await lead({ language: 'es', weight: 5 });
    await lead({ status: 'call_back', language: 'fr', group: 'Montaña', weight: 7 });
    await lead({ status: 'in_progress', group: 'MONTANA', weight: 8 });
    await lead({ group: 'Other', weight: 4 });
    await lead({ status: 'done', language: 'es' });
    await lead({ status: 'do_not_call', group: 'Montaña' });
    expect((await create({ filter })).body.leads).toBe(count);
    const other = await app.make.signedIn((await app.make.account()).owner);
    expect(
      (await other.call('createUserGroup', { body: { name: 'All', filter: {}, weight: 0, tags: [], skillGroups: [] } })).body
        .leads,
    ).toBe(0);
  });

  it('count those who serve: by a tag, by a level, or because they have all; each once, if they work and take leads', async () => {
    const [tag, other] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const [group, second] = [await makeNamed(app, account.id, 'skill_groups'), await makeNamed(app, account.id, 'skill_groups')];
    const all = async (user: { id: string }) =>
      app.owner.query('update agents set has_all_skill_groups = true where user_id = $1', [user.id]);
    await makeAgent(app, account.id, { tags: [tag], skillGroups: [[group, 9]] });
    await makeAgent(app, account.id, { tags: [other], skillGroups: [[group, 4]] });
    await makeAgent(app, account.id, { skillGroups: [[group, 5]] });
    await makeAgent(app, account.id, { hasAllTags: true });
    await all(await makeAgent(app, account.id));
    await all(await makeAgent(app, account.id, { skillGroups: [[group, 2]] }));
    await makeAgent(app, account.id, { tags: [tag], status: 'inactive' });
    await makeAgent(app, account.id, { tags: [tag], status: 'deleted' });
    const lazy = await makeAgent(app, account.id, { tags: [tag] });
    await app.owner.query('update agents set assigns_leads = false where user_id = $1', [lazy.id]);
    const served = async (tags: string[], skillGroups: object[]) =>
      (await create({ name: `G ${newId()}`, tags, skillGroups })).body.agents;
    expect(await served([], [])).toBe(0);
    expect(await served([tag], [])).toBe(2);
    expect(await served([], [{ id: group, minimumLevel: 5 }])).toBe(3);
    expect(await served([], [{ id: group, minimumLevel: 6 }])).toBe(1);
    expect(await served([], [{ id: group }])).toBe(5);
    expect(await served([], [{ id: second, minimumLevel: 5 }])).toBe(2);
    expect(await served([tag], [{ id: group, minimumLevel: 5 }])).toBe(4);
    // Those who have all serve what is made later, too.
    expect(await served([await makeNamed(app, account.id, 'tags')], [])).toBe(1);
  });

  it('tell a leader only of agents whom they see, and of leads where they may see leads', async () => {
    const [tag, other] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    await makeAgent(app, account.id, { tags: [tag] });
    await makeAgent(app, account.id, { tags: [other] });
    await create({ tags: [tag, other] });
    const role = await makeRole(app, account.id, { permissions: ['agent.view', 'user_group.manage'], scope: 'shared_tags' });
    const leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
    const [seen] = await list(leader);
    expect(seen).toMatchObject({ agents: 2, leads: null, can: { manage: { because: 'permission.not_for_all' } } });
    expect((await create({ name: 'Mine' }, leader)).problem.code).toBe('permission.not_for_all');
  });

  it('name to a leader only the tags that they have, and say how many more there are; those stay whoever edits', async () => {
    const [mine, theirs] = [await makeNamed(app, account.id, 'tags', 'Mine'), await makeNamed(app, account.id, 'tags', 'Theirs')];
    const { id } = (await create({ tags: [mine, theirs] })).body;
    const [looks, manages] = [
      await makeRole(app, account.id, { permissions: ['agent.view'], scope: 'shared_tags' }),
      await makeRole(app, account.id, { permissions: ['user_group.manage'] }),
    ];
    const leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [looks, manages], tags: [mine] }));
    const edit = (tags: string[], version: number) =>
      leader.call('updateUserGroup', { params: { id }, headers: { 'if-match': String(version) }, body: { tags } });
    const named = { tags: [{ id: mine, name: 'Mine' }], moreTags: 1 };
    expect((await list(leader))[0]).toMatchObject(named);
    expect(await (await leader.send('GET', '/api/v1/user-groups')).text()).not.toContain('Theirs');
    expect((await edit([mine, theirs], 1)).problem.errors).toMatchObject([{ path: 'tags.1', code: 'tag.not_found' }]);
    expect((await edit([], 0)).problem.current).toMatchObject(named);
    expect((await edit([], 1)).body).toMatchObject({ tags: [], moreTags: 1, version: 2 });
    expect((await create({ name: 'Other', tags: [theirs] }, leader)).problem.code).toBe('tag.not_found');
    const [seen] = await list();
    expect(seen).toMatchObject({ tags: [{ id: theirs, name: 'Theirs' }], moreTags: 0 });
  });

  it('count for a leader the leads of nobody and of those whom they reach, as the list of leads does', async () => {
    const [tag, other] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const near = await makeAgent(app, account.id, { tags: [tag] });
    const far = await makeAgent(app, account.id, { tags: [other] });
    await makeLeads(app, account.id, 1);
    await makeLeads(app, account.id, 2, { assignedTo: near.id });
    await makeLeads(app, account.id, 4, { assignedTo: far.id });
    expect((await create({})).body.leads).toBe(7);
    const role = await makeRole(app, account.id, { permissions: ['agent.view', 'lead.view'], scope: 'shared_tags' });
    const leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
    expect((await list(leader))[0]?.leads).toBe(3);
    expect((await leader.call('countLeads')).body.count).toBe(3);
  });
});

describe('adding, changing and deleting a user group', () => {
  it('is an entry each, with old and new', async () => {
    const [tag, group] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'skill_groups')];
    const { body: made } = await create({ name: ' Spanish  leads ', filter: { languages: ['es'] }, tags: [tag] });
    const edit = (body: object, version: number) =>
      owner.call('updateUserGroup', { params: { id: made.id }, headers: { 'if-match': String(version) }, body });
    const changed = await edit({ weight: 5, tags: [], skillGroups: [{ id: group }], filter: { statuses: ['new'] } }, 1);
    expect(changed.body).toMatchObject({ name: 'Spanish leads', weight: 5, tags: [], filter: { statuses: ['new'] }, version: 2 });
    expect((await edit({ weight: 5 }, 2)).body.version).toBe(2);
    expect((await edit({ weight: 6 }, 1)).problem).toMatchObject({ code: 'user_group.changed', current: { weight: 5 } });
    expect((await owner.call('deleteUserGroup', { params: { id: made.id } })).status).toBe(204);
    expect(await entriesAbout(app, made.id)).toMatchObject([
      {
        action: 'user_group.created',
        changes: { name: { new: 'Spanish leads' }, filter: { new: ['languages:es'] }, tags: { new: [tag] } },
      },
      {
        action: 'user_group.changed',
        changes: {
          weight: { old: 0, new: 5 },
          filter: { old: ['languages:es'], new: ['statuses:new'] },
          tags: { old: [tag], new: [] },
          skillGroups: { old: [], new: [`${group}:1`] },
        },
      },
      { action: 'user_group.deleted', changes: { name: { old: 'Spanish leads' } } },
    ]);
    expect((await edit({ weight: 6 }, 2)).problem.code).toBe('user_group.not_found');
    expect((await owner.call('deleteUserGroup', { params: { id: made.id } })).problem.code).toBe('user_group.not_found');
  });

  it('refuses a name that there is, what does not exist, and what is no filter, each at its place', async () => {
    await create({ name: 'Café' });
    const theirs = await makeNamed(app, (await app.make.account()).id, 'tags');
    const tag = await makeNamed(app, account.id, 'tags');
    for (const [body, path, code] of [
      [{ name: 'CAFE' }, 'name', 'user_group.name_taken'],
      [{ tags: [tag, theirs] }, 'tags.1', 'tag.not_found'],
      [{ skillGroups: [{ id: newId() }] }, 'skillGroups.0', 'skill_group.not_found'],
      [{ filter: { minimumWeight: 9, maximumWeight: 3 } }, 'filter.maximumWeight', 'field.range'],
      [{ filter: { statuses: [] } }, 'filter.statuses', 'field.too_short'],
      [{ filter: { colour: 'red' } }, 'filter.colour', 'field.unknown'],
      [{ weight: 1001 }, 'weight', 'field.too_big'],
      [{ skillGroups: [{ id: newId(), minimumLevel: 11 }] }, 'skillGroups.0.minimumLevel', 'field.too_big'],
    ] as const) {
      const { problem } = await create(body);
      expect(problem.errors, path).toMatchObject([{ path }]);
      if (code !== 'field.too_short') expect(problem.errors?.[0]?.code).toBe(code);
    }
    expect((await list()).map(({ name }) => name)).toEqual(['Café']);
  });

  it('asks for the right, and finds none of another account', async () => {
    const { body: made } = await create({});
    const role = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const plain = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
    expect((await create({ name: 'Mine' }, plain)).problem.code).toBe('permission.missing');
    expect((await list(plain))[0]?.can.manage).toEqual({ ok: false, because: 'permission.missing' });
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    expect(await list(stranger)).toEqual([]);
    const headers = { 'if-match': '1' };
    const edited = await stranger.call('updateUserGroup', { params: { id: made.id }, headers, body: { weight: 1 } });
    expect(edited.problem.code).toBe('user_group.not_found');
    expect((await stranger.call('deleteUserGroup', { params: { id: made.id } })).problem.code).toBe('user_group.not_found');
  });

  it('a hundred at once: one name is given once, one version counts once', async () => {
    expect(tally(await atOnce(100, () => create({ name: 'Racing' })))).toEqual({ 201: 1, 'user_group.name_taken': 99 });
    const [made] = await list();
    const params = { id: made?.id ?? '' };
    const answers = await atOnce(100, (n) =>
      owner.call('updateUserGroup', { params, headers: { 'if-match': '1' }, body: { weight: n + 1 } }),
    );
    expect(tally(answers)).toEqual({ 200: 1, 'user_group.changed': 99 });
  });
});
