import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent } from '../testing/dialer.ts';
import { actionsAbout } from '../testing/record.ts';

// The life of a skill group, call by call. What tags and skill groups have in common: server/agent-sets/.

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

it('is added, takes agents in with a level each, lets them go, is renamed and deleted', async () => {
  const account = await app.make.account();
  const owner = await app.make.signedIn(account.owner);
  const ana = await makeAgent(app, account.id, { firstName: 'Ana' });
  const { id } = (await owner.call('createSkillGroup', { body: { name: 'Spanish' } })).body;
  const params = { id };
  const change = (body: { add?: { id: string; level: number }[]; remove?: string[] }) =>
    owner.call('changeSkillGroupMembers', { params, body });
  expect((await change({ add: [{ id: ana.id, level: 3 }] })).body.members).toBe(1);
  expect((await change({ add: [{ id: ana.id, level: 8 }] })).body.members).toBe(1);
  const selected = await owner.call('listSkillGroupAgents', { params, query: { box: 'selected' } });
  expect(selected.body).toMatchObject({ items: [{ id: ana.id, level: 8 }], count: 1 });
  const { skillGroups } = (await owner.call('getAgent', { params: { userId: ana.id } })).body;
  expect(skillGroups).toEqual([{ id, name: 'Spanish', level: 8 }]);
  const headers = { 'if-match': '1' };
  expect((await owner.call('renameSkillGroup', { params, headers, body: { name: 'Español' } })).body.version).toBe(2);
  expect((await change({ remove: [ana.id] })).body.members).toBe(0);
  expect((await owner.call('deleteSkillGroup', { params })).status).toBe(204);
  expect((await owner.call('listSkillGroups')).body.items).toEqual([]);
  expect((await actionsAbout(app, id)).map((action) => action.split('.')[1])).toEqual([
    'created',
    'members_changed',
    'members_changed',
    'renamed',
    'members_changed',
    'deleted',
  ]);
});
