import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { leadsByAgent } from '../testing/leads.ts';
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

const send = (csv: string, check = false) => owner.call('importLeads', { body: { csv, check } });
const all = async () => (await owner.call('listLeads', { query: { limit: 200, sort: 'phone' } })).body.items;

const FILE = `First name,last_name,PHONE,status,weight,callBackAt,language,group,Notes
Zoe,"Adler, Dr.",+49 30 901820,Call back,40,2026-12-01 09:30,DE,Fair,nice
,,0033 1 42 68 53 00,,,,,,
李,小龍,'+81 3-3224-5000,new,0,2026-12-01T09:30:00+01:00,ja,,
`;

describe('an import', () => {
  it('reads numbers, times and languages as people write them', async () => {
    await app.owner.query("update users set timezone = 'America/New_York' where id = $1", [account.owner.id]);
    expect((await send(FILE)).body).toEqual({ added: 3, refused: 0, faults: [], ignored: ['Notes'] });
    const leads = await all();
    expect(leads.map(({ phone }) => phone)).toEqual(['+33142685300', '+4930901820', '+81332245000']);
    expect(leads[0]).toMatchObject({ firstName: '', status: 'new', weight: 0, callBackAt: null, language: null, group: '' });
    expect(leads[1]).toMatchObject({
      firstName: 'Zoe',
      lastName: 'Adler, Dr.',
      status: 'call_back',
      weight: 40,
      callBackAt: '2026-12-01T14:30:00.000Z',
      language: 'de',
      group: 'Fair',
      assignedTo: null,
    });
    expect(leads[2]).toMatchObject({ firstName: '李', callBackAt: '2026-12-01T08:30:00.000Z', language: 'ja' });
    const entries = (await entriesAbout(app, account.id)).filter(({ action }) => action === 'lead.imported');
    const named = entries.flatMap(({ changes }) => (changes.leads as { new: string[] }).new);
    expect(named.sort()).toEqual(leads.map(({ id }) => id).sort());
  });

  it.each([
    ['semicolons and a byte order mark', '\ufeffphone;weight\r\n+4930901820;7\r\n'],
    ['tabs', 'phone\tweight\n+4930901820\t7'],
    ['quotes', '"weight","phone"\n"7","+4930901820"\n\n'],
  ])('knows %s', async (_, csv) => {
    expect((await send(csv)).body.added).toBe(1);
    expect(await all()).toMatchObject([{ phone: '+4930901820', weight: 7 }]);
  });

  it('names each fault by line and column, and adds the other lines; checking adds none', async () => {
    const csv = [
      'phone,weight,status,callBackAt,language',
      '+4930901820,1,,,',
      '030 901820,1,,,',
      ',5,,,',
      '',
      '+4930901821,1001,sold,tomorrow,xx',
      '+4930901822,1.5,,2026-02-31 10:00,',
      '+4930901823,,,,,more',
      '+4930901824,,done,,',
      '"+4930901825,,,,',
    ].join('\n');
    const expected = {
      added: 2,
      refused: 6,
      faults: [
        [3, 'phone', 'field.phone'],
        [4, 'phone', 'field.required'],
        [6, 'weight', 'field.too_big'],
        [6, 'status', 'field.invalid'],
        [6, 'callBackAt', 'field.invalid'],
        [6, 'language', 'field.language'],
        [7, 'weight', 'field.type'],
        [7, 'callBackAt', 'field.invalid'],
        [8, '', 'field.cells'],
        [10, '', 'field.quote'],
      ],
    };
    for (const check of [true, false]) {
      const { body } = await send(csv, check);
      const places = body.faults.map(({ line, column, code }) => [line, column, code]);
      const byPlace = (one: unknown[], other: unknown[]) => (one.join() < other.join() ? -1 : 1);
      expect({ ...body, faults: places.sort(byPlace) }).toEqual({
        ...expected,
        faults: expected.faults.sort(byPlace),
        ignored: [],
      });
      expect((await all()).length).toBe(check ? 0 : 2);
    }
    const { faults } = (await send(csv, true)).body;
    expect(faults.find(({ code }) => code === 'field.cells')?.message).toBe('This line has 6 values, the first line 5.');
  });

  it.each(['name,weight\nZoe,1', 'phone,Phone\n1,2', '"phone', '\n\n', 'x'])('%j has no columns to read', async (csv) => {
    expect((await send(csv)).problem.code).toBe('lead.no_columns');
  });

  it('a file of faults alone adds nothing, and names a thousand of them', async () => {
    const { body } = await send(`phone\n${'nothing\n'.repeat(1200)}`);
    expect([body.added, body.refused, body.faults.length]).toEqual([0, 1200, 1000]);
    expect(await entriesAbout(app, account.id)).toEqual([]);
    expect((await send('')).status).toBe(422);
    expect((await send('x'.repeat(900_001))).status).toBe(422);
  });

  it('adds ten thousand leads at once; the record names each of them', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => `Given${n},Family,+4930${9_000_000 + n},${n % 100},Fair`);
    const { body } = await send(`firstName,lastName,phone,weight,group\n${lines.join('\n')}`);
    expect(body).toEqual({ added: 10_000, refused: 0, faults: [], ignored: [] });
    expect(await leadsByAgent(app, account.id)).toEqual({ '': 10_000 });
    const named = (await entriesAbout(app, account.id)).flatMap(({ changes }) => (changes.leads as { new: string[] }).new);
    expect(new Set(named).size).toBe(10_000);
    expect((await owner.call('countLeads', { query: { q: 'given9999' } })).body.count).toBe(1);
  });
});
