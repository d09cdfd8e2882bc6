import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LEAD_SORTS } from '../../contract/leads.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeRole } from '../testing/dialer.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { makeLead, makeLeads } from '../testing/leads.ts';
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

const LEAD = {
  firstName: 'Zoe',
  lastName: 'Adler',
  phone: '+4930901820',
  status: 'call_back',
  weight: 40,
  callBackAt: '2026-12-01T09:30:00.000Z',
  language: 'de',
  group: 'Spring fair',
} as const;

/** What lists of ids and names answer, in order. */
const phones = async (query: object, client = owner) =>
  (await client.call('listLeads', { query: { limit: 200, ...query } })).body.items.map(({ phone }) => phone);

describe('a lead', () => {
  it('is added, read, changed and deleted; each is recorded', async () => {
    const made = (await owner.call('createLead', { body: LEAD })).body;
    expect(made).toMatchObject({ ...LEAD, assignedTo: null, assignedAt: null, version: 1 });
    expect(made.can).toEqual({ edit: { ok: true }, assign: { ok: true }, delete: { ok: true } });
    const params = { id: made.id };
    expect((await owner.call('getLead', { params })).body).toEqual(made);
    const edit = { params, headers: { 'if-match': '1' }, body: { lastName: 'Åberg', callBackAt: null, weight: 40 } };
    const changed = (await owner.call('updateLead', edit)).body;
    expect(changed).toMatchObject({ lastName: 'Åberg', callBackAt: null, firstName: 'Zoe', version: 2 });
    expect(await phones({ q: 'aberg' })).toEqual([LEAD.phone]);
    expect((await owner.call('deleteLead', { params })).status).toBe(204);
    expect((await owner.call('getLead', { params })).problem.code).toBe('lead.not_found');
    expect((await owner.call('deleteLead', { params })).problem.code).toBe('lead.not_found');
    const entries = await entriesAbout(app, made.id);
    expect(entries.map(({ action }) => action)).toEqual(['lead.created', 'lead.changed', 'lead.deleted']);
    expect(entries[1]?.changes).toEqual({
      lastName: { old: 'Adler', new: 'Åberg' },
      callBackAt: { old: LEAD.callBackAt, new: null },
    });
    expect(entries[2]?.changes).toMatchObject({ phone: { old: LEAD.phone }, lastName: { old: 'Åberg' } });
  });

  it('needs no more than a number; an edit that changes nothing is none', async () => {
    const made = (await owner.call('createLead', { body: { phone: '+33142685300' } })).body;
    expect(made).toMatchObject({ firstName: '', status: 'new', weight: 0, language: null, group: '' });
    const body = { phone: '+33142685300', status: 'new' } as const;
    const same = await owner.call('updateLead', { params: { id: made.id }, headers: { 'if-match': '1' }, body });
    expect(same.body.version).toBe(1);
    expect(await entriesAbout(app, made.id)).toHaveLength(1);
  });

  it.each([
    [{}, 'phone', 'field.required'],
    [{ phone: '030 901820' }, 'phone', 'field.phone'],
    [{ phone: '+49' }, 'phone', 'field.phone'],
    [{ phone: '+3314268' }, 'phone', 'field.phone'],
    [{ ...LEAD, status: 'sold' }, 'status', 'field.invalid'],
    [{ ...LEAD, weight: 1001 }, 'weight', 'field.too_big'],
    [{ ...LEAD, weight: 1.5 }, 'weight', 'field.type'],
    [{ ...LEAD, callBackAt: 'tomorrow' }, 'callBackAt', 'field.invalid'],
    [{ ...LEAD, language: 'xx' }, 'language', 'field.language'],
    [{ ...LEAD, group: 'x'.repeat(81) }, 'group', 'field.too_long'],
    [{ ...LEAD, assignedTo: null }, 'assignedTo', 'field.unknown'],
  ])('%j is refused at %s', async (body, path, code) => {
    const { status, problem } = await owner.call('createLead', { body: body as typeof LEAD });
    expect([status, problem.errors?.map((error) => [error.path, error.code])]).toEqual([422, [[path, code]]]);
  });

  it('may be called what looks like a time: that is a name, and another way to write it another name', async () => {
    const names = { firstName: '9999-99-99T99:99:99Z', group: '2026-01-01T01:00:00+01:00' };
    const made = (await owner.call('createLead', { body: { ...LEAD, ...names } })).body;
    expect(made).toMatchObject(names);
    const edit = { params: { id: made.id }, headers: { 'if-match': '1' }, body: { group: '2026-01-01T00:00:00Z' } };
    expect((await owner.call('updateLead', edit)).body).toMatchObject({ group: '2026-01-01T00:00:00Z', version: 2 });
  });

  it('that somebody else has changed meanwhile is not overwritten', async () => {
    const id = await makeLead(app, account.id);
    const edit = (n: number) => ({ params: { id }, headers: { 'if-match': '1' }, body: { weight: n + 1 } });
    const answers = await atOnce(20, (n) => owner.call('updateLead', edit(n)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const late = await owner.call('updateLead', edit(99));
    expect([late.status, late.problem.code]).toEqual([412, 'lead.changed']);
    expect(late.problem.current).toMatchObject({ id, version: 2 });
    const wrong = { ...edit(1), headers: { 'if-match': '2' }, body: { phone: '+3314268' } };
    expect((await owner.call('updateLead', wrong)).status).toBe(422);
  });

  it('is added once for one key, a hundred at once', async () => {
    const headers = { 'idempotency-key': 'once' };
    const answers = await atOnce(100, () => owner.call('createLead', { body: LEAD, headers }));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await owner.call('countLeads')).body).toEqual({ count: 1, isMore: false });
    const other = await owner.call('createLead', { body: { phone: '+33142685300' }, headers });
    expect(other.problem.code).toBe('idempotency.mismatch');
  });

  it('is nobody’s business elsewhere: another account, an ended session, who lacks the right', async () => {
    const id = await makeLead(app, account.id);
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    expect((await stranger.call('getLead', { params: { id } })).problem.code).toBe('lead.not_found');
    expect((await stranger.call('deleteLead', { params: { id } })).problem.code).toBe('lead.not_found');
    expect((await stranger.call('assignLeads', { body: { leads: [id], to: null } })).problem.code).toBe('lead.not_found');
    expect((await stranger.call('listLeads')).body.items).toEqual([]);
    expect((await app.visitor().call('listLeads')).problem.code).toBe('session.required');
    const nobody = await app.make.signedIn(await makeAgent(app, account.id));
    expect((await nobody.call('listLeads')).problem.code).toBe('permission.missing');
    const viewer = await makeRole(app, account.id, { permissions: ['lead.view'] });
    const client = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [viewer] }));
    const lacks = [
      await client.call('createLead', { body: LEAD }),
      await client.call('updateLead', { params: { id }, headers: { 'if-match': '1' }, body: {} }),
      await client.call('deleteLead', { params: { id } }),
      await client.call('assignLeads', { body: { leads: [id], to: null } }),
      await client.call('distributeLeads', { body: {} }),
      await client.call('importLeads', { body: { csv: 'phone' } }),
    ];
    expect(tally(lacks)).toEqual({ 'permission.missing': 6 });
    expect((await client.call('getLead', { params: { id } })).body.can.edit).toEqual({
      ok: false,
      because: 'permission.missing',
    });
  });
});

describe('the list', () => {
  it('goes page by page in every order, both ways, without leaving one out or showing one twice', async () => {
    const values = Array.from({ length: 23 }, (_, n) => n);
    for (const n of values) {
      await makeLead(app, account.id, {
        firstName: `Ana${n % 4}`,
        weight: n % 3,
        status: n % 2 ? 'new' : 'done',
        group: n % 5 ? 'Fair' : '',
        callBackAt: n % 2 ? `2026-12-0${1 + (n % 7)}T08:00:00Z` : null,
      });
    }
    for (const sort of LEAD_SORTS.flatMap((key) => [key, `-${key}`] as const)) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { sort, limit: 5, ...(cursor ? { cursor } : {}) };
        const { items, next } = (await owner.call('listLeads', { query })).body;
        seen.push(...items.map(({ id }) => id));
        cursor = next ?? undefined;
      } while (cursor);
      expect([seen.length, new Set(seen).size], sort).toEqual([23, 23]);
      const weights = (await owner.call('listLeads', { query: { sort, limit: 200 } })).body.items;
      expect(weights.map(({ id }) => id)).toEqual(seen);
      if (sort === '-weight')
        expect(weights.map(({ weight }) => weight)).toEqual(
          values
            .map((n) => n % 3)
            .sort()
            .reverse(),
        );
    }
  });

  it.each([['x'], ['eyJ9'], [Buffer.from('["weight","many","00000000-0000-0000-0000-000000000000"]').toString('base64url')]])(
    'refuses the cursor %s',
    async (cursor) => {
      expect((await owner.call('listLeads', { query: { sort: 'weight', cursor } })).status).toBe(422);
    },
  );

  it('is narrowed by each filter, and by several', async () => {
    const ana = await makeAgent(app, account.id);
    const past = '2020-01-01T00:00:00Z';
    await makeLead(app, account.id, { phone: '+4930000001', status: 'new', language: 'de', group: 'Fair', callBackAt: past });
    await makeLead(app, account.id, { phone: '+4930000002', status: 'done', language: 'fr', assignedTo: ana.id });
    await makeLead(app, account.id, { phone: '+4930000003', status: 'new', group: 'Été', callBackAt: '2099-01-01T00:00:00Z' });
    const expected: [object, string[]][] = [
      [{ status: 'new' }, ['1', '3']],
      [{ status: ['new', 'done'] }, ['1', '2', '3']],
      [{ language: 'de' }, ['1']],
      [{ language: ['', 'fr'] }, ['2', '3']],
      [{ group: 'fair' }, ['1']],
      [{ group: '' }, ['2']],
      [{ group: 'ete' }, ['3']],
      [{ assignedTo: ana.id }, ['2']],
      [{ assigned: 'yes' }, ['2']],
      [{ assigned: 'no' }, ['1', '3']],
      [{ due: 'yes' }, ['1']],
      [{ due: 'no' }, ['2', '3']],
      [{ status: 'new', due: 'no' }, ['3']],
      [{ q: '30 (000) 002' }, ['2']],
      [{ q: '030/000-003' }, ['3']],
      [{ q: '+49 30 000 001' }, ['1']],
      [{ q: 'ZOE' }, ['1', '2', '3']],
      [{ q: '%' }, []],
      [{ q: 'a' }, ['1', '2', '3']],
      [{ status: 'done', due: 'yes' }, []],
    ];
    for (const [query, wanted] of expected) {
      expect(
        (await phones({ sort: 'phone', ...query })).map((phone) => phone.at(-1)),
        JSON.stringify(query),
      ).toEqual(wanted);
      expect((await owner.call('countLeads', { query })).body).toEqual({ count: wanted.length, isMore: false });
    }
    expect((await owner.call('listLeads', { query: { status: 'sold' as 'new' } })).status).toBe(422);
  });

  it('counts exactly to 10,000, and says what each status has', async () => {
    const ana = await makeAgent(app, account.id);
    await makeLeads(app, account.id, 10_000);
    expect((await owner.call('countLeads')).body).toEqual({ count: 10_000, isMore: false });
    await makeLeads(app, account.id, 3, { status: 'done', assignedTo: ana.id });
    expect((await owner.call('countLeads')).body).toEqual({ count: 10_000, isMore: true });
    const { items } = (await owner.call('summarizeLeads')).body;
    expect(items.map(({ status, assigned, unassigned }) => [status, assigned, unassigned])).toEqual([
      ['new', 0, 10_000],
      ['in_progress', 0, 0],
      ['call_back', 0, 0],
      ['done', 3, 0],
      ['do_not_call', 0, 0],
    ]);
  });

  it('names the groups that leads have, and the agents with their open leads', async () => {
    for (const group of ['Fair', 'fair', 'Été', 'Autumn', '']) await makeLeads(app, account.id, 2, { group });
    expect((await owner.call('listLeadGroups')).body.items).toEqual(['Autumn', 'Été', 'Fair']);
    expect((await owner.call('listLeadGroups', { query: { q: 'ete' } })).body.items).toEqual(['Été']);
    expect((await owner.call('listLeadGroups', { query: { q: '%' } })).body.items).toEqual([]);
    const ana = await makeAgent(app, account.id, { firstName: 'Ana', lastName: 'Ruiz' });
    const off = await makeAgent(app, account.id, { firstName: 'Ben', lastName: 'Ito', status: 'inactive' });
    await makeAgent(app, account.id, { firstName: 'Cem', status: 'deleted' });
    await makeLeads(app, account.id, 2, { assignedTo: ana.id });
    await makeLeads(app, account.id, 1, { assignedTo: ana.id, status: 'done' });
    const { items } = (await owner.call('listLeadAgents')).body;
    expect(items).toEqual([
      { id: ana.id, name: 'Ana Ruiz', open: 2, can: { take: { ok: true } } },
      { id: off.id, name: 'Ben Ito', open: 0, can: { take: { ok: false, because: 'agent.takes_no_leads' } } },
    ]);
    const found = (await owner.call('listLeadAgents', { query: { q: 'ruiz' } })).body.items;
    expect(found.map(({ id }) => id)).toEqual([ana.id]);
    const named = (await owner.call('listLeadAgents', { query: { id: off.id } })).body.items;
    expect(named.map(({ id }) => id)).toEqual([off.id]);
  });
});
