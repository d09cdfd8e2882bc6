import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { makeLead } from '../testing/leads.ts';
import { tally } from '../testing/races.ts';

let app: TestApp;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
});

describe('a scope of shared tags', () => {
  it('sees and touches the leads of its agents and of nobody: in the list, by id, in counts, in assignments', async () => {
    const [north, south] = [await makeNamed(app, account.id, 'tags'), await makeNamed(app, account.id, 'tags')];
    const permissions = ['lead.view', 'lead.edit', 'lead.assign', 'lead.import'] as const;
    const role = await makeRole(app, account.id, { permissions, scope: 'shared_tags' });
    const made = await makeAgent(app, account.id, { dialerRoles: [role], tags: [north] });
    const leader = await app.make.signedIn(made);
    const [near, far] = [
      await makeAgent(app, account.id, { tags: [north] }),
      await makeAgent(app, account.id, { tags: [south] }),
    ];
    const own = await makeLead(app, account.id, { assignedTo: made.id });
    const [seen, hidden] = [
      await makeLead(app, account.id, { assignedTo: near.id }),
      await makeLead(app, account.id, { assignedTo: far.id }),
    ];
    const free = await makeLead(app, account.id);
    const ids = (await leader.call('listLeads')).body.items.map(({ id }) => id);
    expect(ids.sort()).toEqual([own, seen, free].sort());
    expect((await leader.call('countLeads')).body.count).toBe(3);
    expect((await leader.call('listLeads', { query: { assignedTo: far.id } })).body.items).toEqual([]);
    const { items } = (await leader.call('summarizeLeads')).body;
    expect(items[0]).toEqual({ status: 'new', assigned: 2, unassigned: 1 });
    const agents = (await leader.call('listLeadAgents')).body.items.map(({ id }) => id);
    expect(agents.sort()).toEqual([made.id, near.id].sort());
    expect((await leader.call('getLead', { params: { id: hidden } })).problem.code).toBe('lead.not_found');
    const answers = [
      await leader.call('deleteLead', { params: { id: hidden } }),
      await leader.call('assignLeads', { body: { leads: [free, hidden], to: near.id } }),
      await leader.call('assignLeads', { body: { leads: [free], to: far.id } }),
    ];
    expect(tally(answers)).toEqual({ 'lead.not_found': 2, 'agent.not_found': 1 });
    expect((await leader.call('assignLeads', { body: { leads: [free, seen], to: made.id } })).body.changed).toBe(2);
    expect((await leader.call('assignLeads', { body: { leads: [free, seen], to: null } })).body.changed).toBe(2);
  });

  it('may see more than it may change', async () => {
    const north = await makeNamed(app, account.id, 'tags');
    const sees = await makeRole(app, account.id, { permissions: ['lead.view'] });
    const edits = await makeRole(app, account.id, { permissions: ['lead.edit', 'lead.assign'], scope: 'shared_tags' });
    const leader = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [sees, edits], tags: [north] }));
    const id = await makeLead(app, account.id, { assignedTo: (await makeAgent(app, account.id)).id });
    const no = { ok: false, because: 'agent.not_reached' };
    const { can } = (await leader.call('getLead', { params: { id } })).body;
    expect(can).toEqual({ edit: no, assign: no, delete: no });
    const answers = [
      await leader.call('updateLead', { params: { id }, headers: { 'if-match': '1' }, body: { weight: 1 } }),
      await leader.call('deleteLead', { params: { id } }),
      await leader.call('assignLeads', { body: { leads: [id], to: null } }),
    ];
    expect(tally(answers)).toEqual({ 'agent.not_reached': 3 });
  });
});
