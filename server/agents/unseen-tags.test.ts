import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AGENT_CSV_COLUMNS } from '../../contract/agent-export.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole, roleAgents } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { atOnce } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';

// A tag that somebody does not see does not exist for them: decision 029. Agents whom they see may have such tags.

const ALL = ['agent.view', 'agent.create', 'agent.edit', 'agent.export', 'agent.sip_password', 'agent.activity'] as const;

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let leaderUser: MadeUser;
let leader: Client;
let near: MadeUser;
let mine: string;
let theirs: string;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  mine = await makeNamed(app, account.id, 'tags', 'Mine');
  theirs = await makeNamed(app, account.id, 'tags', 'Theirs');
  const role = await makeRole(app, account.id, { permissions: ALL, scope: 'shared_tags' });
  leaderUser = await makeAgent(app, account.id, { dialerRoles: [role], tags: [mine] });
  leader = await app.make.signedIn(leaderUser);
  near = await makeAgent(app, account.id, { tags: [mine, theirs] });
});

const get = (by: Client, { id } = near) => by.call('getAgent', { params: { userId: id } });

async function edit(by: Client, body: object, { id } = near) {
  const { version } = (await get(owner, { ...near, id })).body;
  return by.call('updateAgent', { params: { userId: id }, headers: { 'if-match': String(version) }, body });
}

/** The tags that an agent has, as the main user sees them. */
const tagsOf = async (agent = near) => (await get(owner, agent)).body.tags.map(({ name }) => name);

const SEEN = { tags: [{ name: 'Mine' }], moreTags: 1 };

describe('a team leader is told of an agent’s tags those that they have', () => {
  it('and how many more there are, in the list and of one; whoever sees all is told all', async () => {
    expect((await get(leader)).body).toMatchObject(SEEN);
    const listed = await leader.call('listAgents');
    expect(listed.body.items.find(({ id }) => id === near.id)).toMatchObject(SEEN);
    expect(listed.body.items.find(({ id }) => id === leaderUser.id)).toMatchObject({ moreTags: 0 });
    for (const path of ['', `/${near.id}`]) {
      const text = await (await leader.send('GET', `/api/v1/agents${path}`)).text();
      expect(text).toContain('Mine');
      expect(text).not.toContain('Theirs');
      expect(text).not.toContain(theirs);
    }
    const everyTag = await makeRole(app, account.id, { permissions: ALL, scope: 'shared_tags' });
    const wide = await makeAgent(app, account.id, { dialerRoles: [everyTag], hasAllTags: true });
    for (const by of [owner, await app.make.signedIn(wide)]) {
      expect((await get(by)).body).toMatchObject({ tags: [{ name: 'Mine' }, { name: 'Theirs' }], moreTags: 0 });
    }
  });

  it('in every other answer that holds an agent', async () => {
    expect((await edit(leader, { sipOption: 'pbx', virtualExtension: '4711' })).body).toMatchObject(SEEN);
    const params = { userId: near.id };
    expect((await leader.call('makeSipPassword', { params, body: {} })).body.agent).toMatchObject(SEEN);
    const late = await leader.call('updateAgent', { params, headers: { 'if-match': '0' }, body: { ppq: false } });
    expect(late.problem).toMatchObject({ status: 412, current: SEEN });
  });

  it('in the file', async () => {
    const column = AGENT_CSV_COLUMNS.indexOf('tags');
    const fileOf = async (by: Client) => {
      const response = await by.send('GET', '/api/v1/agents/export');
      const rows = parseCsv(Buffer.from(await response.arrayBuffer()).toString('utf8'));
      return rows.find(([id]) => id === near.id)?.[column];
    };
    expect(await fileOf(leader)).toBe('Mine');
    expect(await fileOf(owner)).toMatch(/^Mine.+Theirs$/);
  });
});

describe('the record of an agent', () => {
  const read = async (by: Client, { id } = near) => (await by.call('listUserActivity', { params: { id } })).body.items;

  it('names to a team leader those that they have', async () => {
    const other = await makeNamed(app, account.id, 'tags', 'Other');
    await edit(owner, { tags: [mine, theirs, other], ppq: true });
    await edit(owner, { tags: [theirs] });
    await edit(owner, { tags: [mine, theirs] });
    const [last, , first] = await read(leader);
    expect(last?.changes).toEqual({ tags: { old: [], new: [mine] } });
    expect(first?.changes).toEqual({ ppq: { old: null, new: true } });
    expect((await read(owner))[0]?.changes).toEqual({ tags: { old: [theirs], new: expect.arrayContaining([mine, theirs]) } });
    const self = await app.make.signedIn(near);
    expect(await read(self)).toMatchObject((await read(owner)).map(({ id, changes }) => ({ id, changes })));
  });

  it('says nothing of a tag that they do not have, where the agent did something with it', async () => {
    const manages = await makeRole(app, account.id, { permissions: ['agent.view', 'tag.manage'] });
    const manager = await makeAgent(app, account.id, { dialerRoles: [manages], tags: [mine] });
    const by = await app.make.signedIn(manager);
    for (const [id, name] of [
      [mine, 'Ours'],
      [theirs, 'Secret'],
    ] as const) {
      expect((await by.call('renameTag', { params: { id }, body: { name }, headers: { 'if-match': '1' } })).status).toBe(200);
    }
    const [hidden, shown] = await read(leader, manager);
    expect(hidden).toMatchObject({ action: 'tag.renamed', changes: {}, target: { name: null } });
    expect(shown).toMatchObject({ changes: { name: { old: 'Mine', new: 'Ours' } }, target: { name: 'Ours' } });
    expect((await read(by, manager))[0]).toMatchObject({ changes: { name: { new: 'Secret' } }, target: { name: 'Secret' } });
  });
});

describe('by a tag that they do not have', () => {
  it('they find and count whom they find by one that there is not: those who have all tags', async () => {
    const everywhere = await makeAgent(app, account.id, { hasAllTags: true });
    const found = async (tag: string | string[], by = leader) => {
      const query = { tag: tag as string };
      const items = (await by.call('listAgents', { query })).body.items.map(({ id }) => id);
      expect((await by.call('countAgents', { query })).body.count).toBe(items.length);
      return items.sort();
    };
    expect(await found(newId())).toEqual([everywhere.id]);
    expect(await found(theirs)).toEqual([everywhere.id]);
    expect(await found([mine, theirs])).toEqual([near.id, leaderUser.id, everywhere.id].sort());
    expect(await found(theirs, owner)).toEqual([near.id, everywhere.id].sort());
    const csv = await (await leader.send('GET', `/api/v1/agents/export?tag=${theirs}`)).text();
    expect(csv).not.toContain(near.id);
  });

  it('nobody is given it or loses it, and it is refused as one that there is not, whether the agent has it or not', async () => {
    const without = await makeAgent(app, account.id, { tags: [mine] });
    for (const agent of [near, without]) {
      for (const tag of [theirs, newId()]) {
        const { problem } = await edit(leader, { tags: [mine, tag] }, agent);
        expect(problem).toMatchObject({ status: 404, errors: [{ path: 'tags.1', code: 'tag.not_found' }] });
      }
    }
    const body = { username: 'new.one', email: 'new.one@unseen.example', dialerRoles: [await roleAgents(app, account.id)] };
    const made = await leader.call('createAgent', { body: { ...body, tags: [mine, theirs] } });
    expect(made.problem).toMatchObject({ errors: [{ path: 'tags.1', code: 'tag.not_found' }] });
    expect(await tagsOf()).toEqual(['Mine', 'Theirs']);
    expect(await tagsOf(without)).toEqual(['Mine']);
  });
});

describe('saving', () => {
  it('keeps the tags that they do not have; the record says what the agent has', async () => {
    const second = await makeNamed(app, account.id, 'tags', 'Second');
    await app.owner.query('insert into agent_tags (account_id, user_id, tag_id) values ($1, $2, $3)', [
      account.id,
      leaderUser.id,
      second,
    ]);
    expect((await edit(leader, { tags: [mine, second] })).body).toMatchObject({ moreTags: 1 });
    expect(await tagsOf()).toEqual(['Mine', 'Second', 'Theirs']);
    expect((await edit(leader, { tags: [second] })).body).toMatchObject({ tags: [{ name: 'Second' }], moreTags: 1 });
    expect(await tagsOf()).toEqual(['Second', 'Theirs']);
    const entry = (await entriesAbout(app, near.id)).at(-1)?.changes as { tags: { old: string[]; new: string[] } };
    expect(entry.tags.old.sort()).toEqual([mine, second, theirs].sort());
    expect(entry.tags.new.sort()).toEqual([second, theirs].sort());
    // The same again is no change, though the agent has more.
    const { version } = (await get(owner)).body;
    expect((await edit(leader, { tags: [second] })).body.version).toBe(version);
    expect((await edit(leader, { tags: [] })).problem.code).toBe('agent.out_of_scope');
  });

  it('neither takes nor gives one, whoever else moves it at the same time', async () => {
    const { version } = (await get(owner)).body;
    const save = (by: Client, tags: string[]) =>
      by.call('updateAgent', {
        params: { userId: near.id },
        headers: { 'if-match': String(version) },
        body: { ppq: true, tags },
      });
    const answers = await atOnce(100, (n) => (n === 50 ? save(owner, [mine]) : save(leader, [mine])));
    const isOwners = answers[50]?.status === 200;
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await tagsOf()).toEqual(isOwners ? ['Mine'] : ['Mine', 'Theirs']);
  });

  it('is refused as not theirs where they see the tag, and edit fewer than they see', async () => {
    const roles = [
      await makeRole(app, account.id, { permissions: ['agent.view'] }),
      await makeRole(app, account.id, { permissions: ['agent.edit'], scope: 'shared_tags' }),
    ];
    const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: roles, tags: [mine] }));
    expect((await get(by)).body).toMatchObject({ tags: [{ name: 'Mine' }, { name: 'Theirs' }], moreTags: 0 });
    expect((await edit(by, { tags: [mine] })).problem.code).toBe('tag.not_held');
  });
});
