import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DialerPermission } from '../../contract/dialer-permissions.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { openStream } from '../testing/live.ts';
import { waitFor } from '../testing/mail-server.ts';
import { actionsAbout } from '../testing/record.ts';
import { OVER_HTTP } from '../testing/sets.ts';

// A team leader, whose role reaches those who share a tag.

const MANAGES: DialerPermission[] = ['agent.view', 'agent.edit', 'tag.manage', 'skill_group.manage'];
const { tags: api, skill_groups: skills } = OVER_HTTP;

let app: TestApp;
let account: MadeAccount;
let leaderUser: MadeUser;
let leader: Client;
let owner: Client;
let north: string;
let east: string;
let south: string;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  north = await makeNamed(app, account.id, 'tags', 'North');
  east = await makeNamed(app, account.id, 'tags', 'East');
  south = await makeNamed(app, account.id, 'tags', 'South');
  const role = await makeRole(app, account.id, { permissions: MANAGES, scope: 'shared_tags' });
  leaderUser = await makeAgent(app, account.id, { dialerRoles: [role], tags: [north, east] });
  leader = await app.make.signedIn(leaderUser);
});
afterAll(() => app.close());

const named = async (by: Client) => (await api.list(by)).body.items.map(({ name, members }) => [name, members]);
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).sort();

describe('a leader', () => {
  it('sees only their own tags; another one does not exist', async () => {
    await makeAgent(app, account.id, { tags: [south] });
    await makeAgent(app, account.id, { tags: [north] });
    expect(await named(leader)).toEqual([
      ['East', 1],
      ['North', 2],
    ]);
    const answers = [
      await api.box(leader, south, { box: 'selected' }),
      await api.rename(leader, south, 'Mine'),
      await api.remove(leader, south),
      await api.move(leader, south, []),
    ];
    for (const { problem } of answers) expect(problem.code).toBe('tag.not_found');
  });

  it('finds in the boxes only whom they see, and moves nobody else', async () => {
    const [near, far] = [
      await makeAgent(app, account.id, { tags: [north] }),
      await makeAgent(app, account.id, { tags: [south] }),
    ];
    const available = (await api.box(leader, east, { box: 'available' })).body.items;
    expect(ids(available)).toEqual([near.id]);
    expect((await api.move(leader, east, [far.id])).problem.code).toBe('agent.not_found');
    expect((await api.move(leader, east, [near.id])).status).toBe(200);
    expect(ids((await api.box(leader, east, { box: 'selected' })).body.items)).toEqual([near.id, leaderUser.id].sort());
  });

  it('does not take the last tag that they share, be it with one of many', async () => {
    const [one, two] = [
      await makeAgent(app, account.id, { tags: [north, east] }),
      await makeAgent(app, account.id, { tags: [north] }),
    ];
    const both = await api.move(leader, north, [], [one.id, two.id]);
    expect(both.problem).toMatchObject({ status: 403, code: 'agent.out_of_scope', errors: [{ path: 'remove.1' }] });
    expect((await api.move(leader, north, [], [one.id])).status).toBe(200);
    const moves = (await api.box(leader, east, { box: 'selected' })).body.items.find(({ id }) => id === one.id)?.can;
    expect(moves).toEqual({ move: { ok: false, because: 'agent.out_of_scope' } });
  });

  it('adds no tag, and deletes one of theirs only if they still see all who have it', async () => {
    const two = await makeAgent(app, account.id, { tags: [north] });
    expect((await api.create(leader, 'West')).problem.code).toBe('agent.not_reached');
    expect((await api.list(leader)).body.can.create).toEqual({ ok: false, because: 'agent.not_reached' });
    expect((await api.rename(leader, north, 'Northern')).status).toBe(200);
    expect((await api.remove(leader, north)).problem.code).toBe('agent.out_of_scope');
    expect(await actionsAbout(app, north)).not.toContain('tag.deleted');
    await api.move(owner, east, [two.id]);
    expect((await api.remove(leader, north)).status).toBe(204);
    expect(await named(leader)).toEqual([['East', 2]]);
  });

  it('may not manage skill groups, which others are in, but moves their own agents', async () => {
    const group = await makeNamed(app, account.id, 'skill_groups');
    const [near, far] = [
      await makeAgent(app, account.id, { tags: [north] }),
      await makeAgent(app, account.id, { tags: [south] }),
    ];
    for (const answer of [
      await skills.create(leader, 'X'),
      await skills.rename(leader, group, 'X'),
      await skills.remove(leader, group),
    ]) {
      expect(answer.problem.code).toBe('agent.not_reached');
    }
    expect((await skills.move(leader, group, [near.id])).status).toBe(200);
    expect((await skills.move(leader, group, [far.id])).problem.code).toBe('agent.not_found');
    expect((await skills.move(owner, group, [far.id])).body.members).toBe(2);
    expect((await skills.list(leader)).body.items).toMatchObject([{ members: 1 }]);
  });

  it('whose role edits fewer than it sees is told so', async () => {
    const wide = await makeRole(app, account.id, { permissions: ['agent.view'] });
    const narrow = await makeRole(app, account.id, { permissions: MANAGES, scope: 'shared_tags' });
    const client = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [wide, narrow], tags: [north] }));
    const far = await makeAgent(app, account.id, { tags: [south] });
    expect((await api.move(client, south, [far.id])).problem.code).toBe('tag.not_held');
    expect((await api.rename(client, south, 'Mine')).problem.code).toBe('tag.not_held');
    expect((await api.move(client, north, [far.id])).problem.code).toBe('agent.not_reached');
    const group = await makeNamed(app, account.id, 'skill_groups');
    expect((await skills.move(client, group, [far.id])).problem.code).toBe('agent.not_reached');
  });
});

describe('giving a tag', () => {
  it('does not widen what an agent may do beyond what the giver may', async () => {
    const edits = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.edit'] });
    const sessions = await makeRole(app, account.id, { permissions: ['agent.sessions'], scope: 'shared_tags' });
    const giverOf = async (more: object) =>
      app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [edits, sessions], ...more }));
    const agent = await makeAgent(app, account.id, { dialerRoles: [sessions], tags: [north] });
    expect((await api.move(await giverOf({ tags: [north] }), south, [agent.id])).problem.code).toBe('dialer_role.not_held');
    expect((await api.move(await giverOf({ hasAllTags: true }), south, [agent.id])).status).toBe(200);
  });

  it('is heard by those who see agents, live', async () => {
    const stream = await openStream(leader);
    await stream.next('ready');
    const ben = await makeAgent(app, account.id, { tags: [north] });
    await api.move(owner, east, [ben.id]);
    const group = await makeNamed(app, account.id, 'skill_groups');
    await skills.move(owner, group, [ben.id]);
    const heard = () => stream.heard.map(({ data }) => data);
    const hears = (what: string) => heard().some((data) => data.kind === 'dialer.changed' && data.what === what);
    await waitFor(() => (hears('tags') && hears('skillGroups') ? true : null), 'both');
    const isNamed = () => heard().some((data) => data.kind === 'users.changed' && data.ids.includes(ben.id));
    await waitFor(() => (isNamed() ? true : null), 'whom it is about');
    stream.leave();
  });
});
