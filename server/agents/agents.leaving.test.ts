import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { leadsByAgent, makeLeads } from '../testing/leads.ts';
import { atOnce, tally } from '../testing/races.ts';
import { entriesAbout } from '../testing/record.ts';
import { isSignedIn } from '../testing/signing-in.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let tag: string;
let role: string;
let ana: MadeUser;
let leader: Client;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  tag = await makeNamed(app, account.id, 'tags', 'Berlin');
  const permissions = ['agent.view', 'agent.edit', 'agent.delete', 'lead.view', 'lead.assign'] as const;
  role = await makeRole(app, account.id, { name: 'Leaders', permissions, scope: 'shared_tags' });
  leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
  ana = await makeAgent(app, account.id, { tags: [tag] });
});

const remove = (by: Client, id: string, handOverTo: string[] = []) =>
  by.call('deleteUser', { params: { id }, query: { handOverTo } });
const restore = (by: Client, id: string, dialerRole: string[] = []) =>
  by.call('restoreUser', { params: { id }, query: { dialerRole } });

describe('deleting an agent', () => {
  it('is for a team leader, of those whom they reach; sessions end, leads are nobody’s', async () => {
    const [session] = [await app.make.signedIn(ana)];
    await makeLeads(app, account.id, 7, { assignedTo: ana.id });
    const far = await makeAgent(app, account.id);
    expect((await remove(leader, far.id)).problem.code).toBe('user.not_found');
    expect((await remove(leader, account.owner.id)).problem.code).toBe('permission.missing');
    expect((await leader.call('countAgentLeads', { params: { userId: ana.id } })).body).toEqual({ all: 7, open: 7 });
    expect((await leader.call('countAgentLeads', { params: { userId: far.id } })).problem.code).toBe('agent.not_found');
    expect((await remove(leader, ana.id)).status).toBe(204);
    expect(await isSignedIn(session)).toBe(false);
    expect(await leadsByAgent(app, account.id)).toEqual({ '': 7 });
    expect((await remove(leader, ana.id)).problem.code).toBe('user.is_deleted');
  });

  it('hands open leads over evenly to those who are chosen', async () => {
    const [ben, cem] = [await makeAgent(app, account.id, { tags: [tag] }), await makeAgent(app, account.id, { tags: [tag] })];
    await makeLeads(app, account.id, 5, { assignedTo: ana.id });
    await makeLeads(app, account.id, 2, { assignedTo: ana.id, status: 'done' });
    expect((await remove(leader, ana.id, [ben.id, cem.id])).status).toBe(204);
    expect(await leadsByAgent(app, account.id)).toEqual({ '': 2, [ben.id]: 3, [cem.id]: 2 });
  });

  it('keeps everything where one of the chosen cannot have them', async () => {
    await makeLeads(app, account.id, 3, { assignedTo: ana.id });
    const [far, off] = [await makeAgent(app, account.id), await makeAgent(app, account.id, { tags: [tag], status: 'inactive' })];
    expect((await remove(leader, ana.id, [far.id])).problem.code).toBe('agent.not_found');
    expect((await remove(leader, ana.id, [off.id])).problem.code).toBe('agent.takes_no_leads');
    expect((await remove(leader, ana.id, [ana.id])).problem.code).toBe('agent.takes_no_leads');
    const { problem } = await leader.call('deleteUser', { params: { id: ana.id }, query: { handOverTo: ['x'] } });
    expect(problem.code).toBe('request.invalid');
    expect(await leadsByAgent(app, account.id)).toEqual({ [ana.id]: 3 });
    expect((await leader.call('getAgent', { params: { userId: ana.id } })).body.status).toBe('active');
  });
});

describe('restoring an agent', () => {
  it('gives back settings and memberships, and says what is not there any more', async () => {
    const [gone, group] = [
      await makeNamed(app, account.id, 'tags', 'Pilot'),
      await makeNamed(app, account.id, 'skill_groups', 'Sales'),
    ];
    const [kept, lost] = [await makeRole(app, account.id, { name: 'Kept' }), await makeRole(app, account.id, { name: 'Lost' })];
    const wishes = { tags: [tag, gone], skillGroups: [[group, 7] as const], dialerRoles: [kept, lost], virtualExtension: '4711' };
    const eve = await makeAgent(app, account.id, wishes);
    await remove(owner, eve.id);
    await app.owner.query('delete from tags where id = $1', [gone]);
    await app.owner.query('delete from dialer_roles where id = $1', [lost]);
    const { body } = await restore(owner, eve.id);
    expect(body).toMatchObject({ status: 'active', lost: { dialerRoles: ['Lost'], tags: ['Pilot'], skillGroups: [] } });
    const agent = (await owner.call('getAgent', { params: { userId: eve.id } })).body;
    expect(agent).toMatchObject({ virtualExtension: '4711', version: body.version, tags: [{ name: 'Berlin' }] });
    expect(agent.skillGroups).toMatchObject([{ name: 'Sales', level: 7 }]);
    expect((await entriesAbout(app, eve.id)).at(-1)).toMatchObject({
      action: 'user.restored',
      changes: { status: { old: 'deleted', new: 'active' }, lost: { old: ['Lost', 'Pilot'], new: [] } },
    });
    expect((await restore(owner, eve.id)).problem.code).toBe('user.not_deleted');
  });

  it('needs a role where none is left, and takes none that the actor does not hold', async () => {
    const [lost, strong] = [await makeRole(app, account.id), await makeRole(app, account.id, { permissions: ['tag.manage'] })];
    const eve = await makeAgent(app, account.id, { tags: [tag], dialerRoles: [lost] });
    await remove(leader, eve.id);
    await app.owner.query('delete from dialer_roles where id = $1', [lost]);
    expect((await restore(leader, eve.id)).problem.code).toBe('agent.no_role_left');
    expect((await restore(leader, eve.id, [lost])).problem).toMatchObject({ code: 'dialer_role.not_found' });
    expect((await restore(leader, eve.id, [strong])).problem.code).toBe('dialer_role.not_held');
    expect((await restore(leader, eve.id, [role])).status).toBe(200);
  });

  it('is for those who may give all that comes back', async () => {
    const other = await makeNamed(app, account.id, 'tags', 'Wien');
    const both = await makeAgent(app, account.id, { tags: [tag, other] });
    const superuser = await makeAgent(app, account.id, { tags: [tag], isSuperuser: true });
    for (const { id } of [both, superuser]) await remove(owner, id);
    expect((await restore(leader, both.id)).problem.code).toBe('tag.not_held');
    expect((await restore(leader, superuser.id)).problem.code).toBe('user.outranks');
    const late = await app.make.signedIn(account.owner, { provedSecondsAgo: 301 });
    expect((await restore(late, superuser.id)).problem.code).toBe('session.step_up');
    expect((await restore(owner, both.id)).status).toBe(200);
    const far = await makeAgent(app, account.id, { status: 'deleted' });
    expect((await restore(leader, far.id)).problem.code).toBe('user.not_found');
    expect((await restore(leader, (await app.make.user(account.id, { status: 'deleted' })).id)).problem.code).toBe(
      'permission.missing',
    );
  });

  it('and deleting, fifty at once each, never lose a lead nor leave half of somebody', async () => {
    const ben = await makeAgent(app, account.id, { tags: [tag] });
    await makeLeads(app, account.id, 20, { assignedTo: ana.id });
    const answers = await atOnce(
      100,
      (n): Promise<{ status: number; problem: { code: string } }> =>
        n % 2 === 0 ? remove(owner, ana.id, [ben.id]) : restore(owner, ana.id),
    );
    const counts = tally(answers);
    const [deleted, restored] = [counts['204'] ?? 0, counts['200'] ?? 0];
    expect(Object.keys(counts).filter((key) => !['200', '204', 'user.is_deleted', 'user.not_deleted'].includes(key))).toEqual([]);
    const { status } = (await owner.call('getAgent', { params: { userId: ana.id } })).body;
    expect(deleted - restored).toBe(status === 'deleted' ? 1 : 0);
    expect(await leadsByAgent(app, account.id)).toEqual({ [ben.id]: 20 });
  });
});
