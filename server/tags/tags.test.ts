import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent } from '../testing/dialer.ts';
import { actionsAbout } from '../testing/record.ts';

// The life of a tag, call by call. What tags and skill groups have in common: server/agent-sets/.

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

it('is added, given, taken, renamed and deleted', async () => {
  const account = await app.make.account();
  const owner = await app.make.signedIn(account.owner);
  const ana = await makeAgent(app, account.id, { firstName: 'Ana' });
  const { id } = (await owner.call('createTag', { body: { name: 'Berlin' } })).body;
  const params = { id };
  expect((await owner.call('changeTagMembers', { params, body: { add: [ana.id] } })).body.members).toBe(1);
  const selected = await owner.call('listTagAgents', { params, query: { box: 'selected' } });
  expect(selected.body).toMatchObject({ items: [{ id: ana.id, firstName: 'Ana', level: null, can: { move: { ok: true } } }] });
  expect((await owner.call('getAgent', { params: { userId: ana.id } })).body.tags).toEqual([{ id, name: 'Berlin' }]);
  const headers = { 'if-match': '1' };
  expect((await owner.call('renameTag', { params, headers, body: { name: 'Hamburg' } })).body.version).toBe(2);
  expect((await owner.call('changeTagMembers', { params, body: { remove: [ana.id] } })).body.members).toBe(0);
  expect((await owner.call('listTags')).body.items.map(({ name, members }) => [name, members])).toEqual([['Hamburg', 0]]);
  expect((await owner.call('deleteTag', { params })).status).toBe(204);
  expect((await owner.call('listTags')).body.items).toEqual([]);
  expect(await actionsAbout(app, id)).toEqual([
    'tag.created',
    'tag.members_changed',
    'tag.renamed',
    'tag.members_changed',
    'tag.deleted',
  ]);
});
