import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { openStream } from '../testing/live.ts';
import { OVER_HTTP, SETS } from '../testing/sets.ts';

// *All tags* and *all skill groups* mean those that are made later too, at once, wherever somebody asks about tags.

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).sort();

describe.each(SETS)('who has all %s', (kind) => {
  const api = OVER_HTTP[kind];

  it('is listed, counted and found by one that is made after, and by several', async () => {
    const all = await makeAgent(app, account.id, { firstName: 'Ana', ...api.all });
    const other = await makeAgent(app, account.id);
    const later = (await api.create(owner, 'Later')).body.id;
    const found = async (query: object) => ids((await owner.call('listAgents', { query })).body.items);
    const counted = async (query: object) => (await owner.call('countAgents', { query })).body.count;
    expect(await found(api.filter(later))).toEqual([all.id]);
    expect(await counted(api.filter(later))).toBe(1);
    expect(await found({ ...api.filter(later), q: 'ana' })).toEqual([all.id]);
    expect(await found({ ...api.filter(later), sort: '-username' })).toEqual([all.id]);
    await api.move(owner, later, [other.id]);
    expect(await found(api.filter(later))).toEqual([all.id, other.id].sort());
    const more = (await api.create(owner, 'Even later')).body.id;
    const [name, [first]] = Object.entries(api.filter(later))[0] as [string, [string]];
    expect(await counted({ [name]: [first, more] })).toBe(2);
    expect(await counted(api.filter(more))).toBe(1);
    await api.remove(owner, later);
    expect(await found(api.filter(more))).toEqual([all.id]);
  });

  it('is counted apart at once, and no more once the flag is off', async () => {
    const all = await makeAgent(app, account.id, api.all);
    await api.create(owner, 'Later');
    expect((await api.list(owner)).body).toMatchObject({ withAll: 1, items: [{ members: 0 }] });
    const off = kind === 'tags' ? { hasAllTags: false } : { hasAllSkillGroups: false };
    await owner.call('updateAgent', { params: { userId: all.id }, body: off, headers: { 'if-match': '1' } });
    expect((await api.list(owner)).body).toMatchObject({ withAll: 0, items: [{ members: 0 }] });
    const later = (await api.list(owner)).body.items[0]?.id ?? '';
    expect((await owner.call('countAgents', { query: api.filter(later) })).body.count).toBe(0);
  });
});

describe('the scope of those who share a tag', () => {
  let role: string;
  const leaderOf = async (wishes: object): Promise<[MadeUser, Client]> => {
    const user = await makeAgent(app, account.id, { dialerRoles: [role], ...wishes });
    return [user, await app.make.signedIn(user)];
  };
  const seenBy = async (by: Client) => ids((await by.call('listAgents', { query: {} })).body.items);
  beforeEach(async () => {
    role = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.edit', 'tag.manage'], scope: 'shared_tags' });
  });

  it('of a leader with all tags reaches whoever gets one that was made later, in every query, and live', async () => {
    const [user, leader] = await leaderOf({ hasAllTags: true });
    const ben = await makeAgent(app, account.id, { firstName: 'Quentin' });
    expect(await seenBy(leader)).toEqual([user.id]);
    expect((await leader.call('getAgent', { params: { userId: ben.id } })).problem.code).toBe('agent.not_found');
    const later = (await OVER_HTTP.tags.create(owner, 'Later')).body.id;
    expect((await OVER_HTTP.tags.list(leader)).body.items).toMatchObject([
      { id: later, can: { manage: { ok: true }, give: { ok: true } } },
    ]);

    const stream = await openStream(leader);
    await stream.next('ready');
    await OVER_HTTP.tags.move(owner, later, [ben.id]);
    const [changed] = await stream.next('users.changed');
    expect(changed?.ids).toContain(ben.id);
    stream.leave();
    expect(await seenBy(leader)).toEqual([user.id, ben.id].sort());
    expect((await leader.call('countAgents', { query: { q: 'quentin' } })).body.count).toBe(1);
    expect((await leader.call('getAgent', { params: { userId: ben.id } })).body.can.edit).toEqual({ ok: true });
    const body = { firstName: 'Benjamin' };
    const edit = await leader.call('updateAgent', { params: { userId: ben.id }, body, headers: { 'if-match': '2' } });
    expect(edit.status).toBe(200);
  });

  it('of a leader with a tag that was made later reaches whoever has all tags', async () => {
    const all = await makeAgent(app, account.id, { hasAllTags: true });
    const [user, leader] = await leaderOf({});
    expect(await seenBy(leader)).toEqual([user.id]);
    expect((await OVER_HTTP.tags.list(leader)).body.withAll).toBe(0);
    const later = (await OVER_HTTP.tags.create(owner, 'Later')).body.id;
    await OVER_HTTP.tags.move(owner, later, [user.id]);
    expect(await seenBy(leader)).toEqual([user.id, all.id].sort());
    expect((await OVER_HTTP.tags.list(leader)).body).toMatchObject({ withAll: 1, items: [{ id: later, members: 1 }] });
    expect((await leader.call('countAgents', { query: { tag: [later] } })).body.count).toBe(2);
    await OVER_HTTP.tags.remove(owner, later);
    expect(await seenBy(leader)).toEqual([user.id]);
  });

  it('of a leader with all tags lets them add one, give it, and not delete it from the last who share it', async () => {
    const [, leader] = await leaderOf({ hasAllTags: true });
    const first = await makeNamed(app, account.id, 'tags');
    const ben = await makeAgent(app, account.id, { tags: [first] });
    const made = await OVER_HTTP.tags.create(leader, 'Mine');
    expect(made.status).toBe(201);
    expect((await OVER_HTTP.tags.move(leader, made.body.id, [ben.id])).status).toBe(200);
    expect((await OVER_HTTP.tags.remove(leader, first)).status).toBe(204);
    expect((await OVER_HTTP.tags.remove(leader, made.body.id)).problem.code).toBe('agent.out_of_scope');
  });
});
