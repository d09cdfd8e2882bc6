import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserStatus } from '../../contract/users.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import type { MadeAccount, MadeUser } from '../testing/factories.ts';
import { leadsByAgent, makeLeads } from '../testing/leads.ts';
import { entriesAbout } from '../testing/record.ts';
import { lockForRule } from '../users/queries.ts';
import { handOverLeads } from './hand-over-leads.ts';
import { holdUsers } from './takers.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
let ana: MadeUser;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
  ana = await makeAgent(app, account.id);
});

describe('whoever goes leaves no lead behind', () => {
  const WAYS: Record<string, () => Promise<number>> = {
    deactivateUser: async () => (await owner.call('deactivateUser', { params: { id: ana.id } })).status,
    deleteUser: async () => (await owner.call('deleteUser', { params: { id: ana.id } })).status,
    removeAgent: async () => (await owner.call('removeAgent', { params: { userId: ana.id } })).status,
    updateAgent: async () => {
      const headers = { 'if-match': '1' };
      return (await owner.call('updateAgent', { params: { userId: ana.id }, headers, body: { isActive: false } })).status;
    },
  };

  it.each(Object.keys(WAYS))('%s: their leads are nobody’s, and recorded in parts', async (way) => {
    const ids = await makeLeads(app, account.id, 1203, { assignedTo: ana.id });
    const done = await makeLeads(app, account.id, 4, { assignedTo: ana.id, status: 'done' });
    expect(await WAYS[way]?.()).toBeLessThan(300);
    expect(await leadsByAgent(app, account.id)).toEqual({ '': 1207 });
    const entries = (await entriesAbout(app, ana.id)).filter(({ action }) => action === 'lead.assigned');
    const lost = entries.map(({ changes }) => (changes.leads as { old: string[] }).old);
    expect(lost.map(({ length }) => length)).toEqual([500, 500, 207]);
    expect(lost.flat().sort()).toEqual([...ids, ...done].sort());
    expect(entries.every(({ actor_id }) => actor_id === account.owner.id)).toBe(true);
  });

  it('says nothing of leads where there are none, and *Assign Leads* off takes none away', async () => {
    const [id] = await makeLeads(app, account.id, 1, { assignedTo: ana.id });
    const headers = { 'if-match': '1' };
    const off = await owner.call('updateAgent', { params: { userId: ana.id }, headers, body: { assignsLeads: false } });
    expect(off.status).toBe(200);
    expect(await leadsByAgent(app, account.id)).toEqual({ [ana.id]: 1 });
    await app.owner.query('update leads set assigned_to = null where id = $1', [id]);
    expect((await owner.call('deleteUser', { params: { id: ana.id } })).status).toBe(204);
    expect((await entriesAbout(app, ana.id)).map(({ action }) => action)).toEqual(['agent.changed', 'user.deleted']);
  });
});

/** Hands Ana's leads over, as whoever is named. */
function handOver(to: readonly string[], by: MadeUser = account.owner) {
  return app.db.write(account.id, async (tx) => {
    await holdUsers(tx, [by.id, ana.id, ...to]);
    const locked = await lockForRule(tx, by.id, ana.id);
    if (!locked) return expect.unreachable();
    const doer = { userId: by.id, sessionId: null, caller: { address: null, device: null } };
    const signedIn = { ...locked.actor, ...doer } as unknown as Parameters<typeof handOverLeads>[1]['signedIn'];
    return handOverLeads(tx, { signedIn, actor: locked.actor, from: ana.id, to });
  });
}

describe('handing leads over', () => {
  it('deals them out evenly; what is done is nobody’s; each entry says which', async () => {
    const open = await makeLeads(app, account.id, 8, { assignedTo: ana.id });
    const done = await makeLeads(app, account.id, 3, { assignedTo: ana.id, status: 'do_not_call' });
    const [bo, cy, di] = [await makeAgent(app, account.id), await makeAgent(app, account.id), await makeAgent(app, account.id)];
    expect(await handOver([bo.id, cy.id, di.id, bo.id])).toEqual({ given: 8, left: 3 });
    expect(await leadsByAgent(app, account.id)).toEqual({ [bo.id]: 3, [cy.id]: 3, [di.id]: 2, '': 3 });
    const lists = async (id: string) => (await entriesAbout(app, id)).map(({ changes }) => changes.leads);
    expect(await lists(ana.id)).toEqual([
      { old: open, new: [] },
      { old: done, new: [] },
    ]);
    expect(await lists(di.id)).toEqual([{ old: [], new: [open[2], open[5]] }]);
  });

  it('hands over fewer leads than there are receivers', async () => {
    await makeLeads(app, account.id, 1, { assignedTo: ana.id });
    const [bo, cy] = [await makeAgent(app, account.id), await makeAgent(app, account.id)];
    expect(await handOver([bo.id, cy.id])).toEqual({ given: 1, left: 0 });
    expect(await leadsByAgent(app, account.id)).toEqual({ [bo.id]: 1 });
    expect(await entriesAbout(app, cy.id)).toEqual([]);
  });

  it.each(['inactive', 'deleted', 'pending'] as UserStatus[])('is refused to whoever is %s, whole', async (status) => {
    await makeLeads(app, account.id, 2, { assignedTo: ana.id });
    const [bo, cy] = [await makeAgent(app, account.id), await makeAgent(app, account.id, { status })];
    await expect(handOver([bo.id, cy.id])).rejects.toMatchObject({ code: 'agent.takes_no_leads' });
    expect(await leadsByAgent(app, account.id)).toEqual({ [ana.id]: 2 });
  });

  it('is refused to who takes no leads, to themselves, to users who are no agents, and to agents of others', async () => {
    await makeLeads(app, account.id, 2, { assignedTo: ana.id });
    const bo = await makeAgent(app, account.id);
    await app.owner.query('update agents set assigns_leads = false where user_id = $1', [bo.id]);
    await expect(handOver([bo.id])).rejects.toMatchObject({ code: 'agent.takes_no_leads' });
    await expect(handOver([ana.id])).rejects.toMatchObject({ code: 'agent.takes_no_leads' });
    await expect(handOver([account.owner.id])).rejects.toMatchObject({ code: 'agent.not_found' });
    const stranger = await makeAgent(app, (await app.make.account()).id);
    await expect(handOver([stranger.id])).rejects.toMatchObject({ code: 'agent.not_found' });
  });

  it('reaches as far as the right to assign leads', async () => {
    await makeLeads(app, account.id, 2, { assignedTo: ana.id });
    const tag = await makeNamed(app, account.id, 'tags');
    const role = await makeRole(app, account.id, { permissions: ['lead.assign'], scope: 'shared_tags' });
    const leader = await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] });
    const [near, far] = [await makeAgent(app, account.id, { tags: [tag] }), await makeAgent(app, account.id)];
    await expect(handOver([near.id, far.id], leader)).rejects.toMatchObject({ code: 'agent.not_found' });
    await expect(handOver([near.id], far)).rejects.toMatchObject({ code: 'permission.missing' });
    expect(await handOver([near.id, leader.id], leader)).toEqual({ given: 2, left: 0 });
    expect(await leadsByAgent(app, account.id)).toEqual({ [near.id]: 1, [leader.id]: 1 });
  });
});
