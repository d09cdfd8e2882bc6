import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTIVITY_CSV_COLUMNS, activityEntry } from '../../contract/activity-log.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { entriesAbout } from '../testing/record.ts';
import { pastEntries, recordFor } from '../testing/record-activity.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: 'silent' });
});
beforeEach(async () => {
  account = await app.make.account({ firstName: 'Ana', lastName: 'Ruiz' });
  owner = await app.make.signedIn(account.owner);
});
afterAll(() => app.close());

async function download(name: 'csv' | 'jsonl', search = '', by = owner): Promise<string> {
  const response = await by.send('GET', `/api/v1/activity.${name}${search}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="activity.${name}"`);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-type')).toBe(`${name === 'csv' ? 'text/csv' : 'application/jsonl'}; charset=utf-8`);
  return Buffer.from(await response.arrayBuffer()).toString('utf8');
}

const entriesIn = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => activityEntry.parse(JSON.parse(line)));

describe('an export', () => {
  it('as JSON Lines holds every entry as the list shows it, and itself as the newest', async () => {
    await recordFor(app, account.id, {
      by: account.owner.id,
      address: '10.0.0.1',
      changes: { label: { old: null, new: 'a\nb "c"' } },
    });
    const entries = entriesIn(await download('jsonl'));
    expect(entries[0]).toMatchObject({ action: 'activity.exported', actor: { name: 'Ana Ruiz' } });
    expect(entries).toEqual((await owner.call('listActivity')).body.items);
    expect(entries).toHaveLength(2);
  });

  it('as CSV has a line for each changed field, that no spreadsheet runs', async () => {
    await recordFor(app, account.id, {
      by: account.owner.id,
      about: account.owner.id,
      address: '10.0.0.1',
      device: '=cmd()',
      changes: { label: { old: '+1', new: '=HYPERLINK("http://evil.example")' }, password: 'changed', list: { new: ['a', 'b'] } },
    });
    const lines = (await download('csv', '?action=user.changed')).split('\r\n');
    expect(lines[0]).toBe(`\ufeff${ACTIVITY_CSV_COLUMNS.join(',')}`);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain(`,label,'+1,"'=HYPERLINK(""http://evil.example"")",10.0.0.1,'=cmd(),`);
    expect(lines[2]).toContain(',password,,changed,');
    expect(lines[3]).toContain(',list,,"a; b",');
    expect(lines[1]).toContain(`user,${account.owner.id},Ana Ruiz,,,user,${account.owner.id},Ana Ruiz,`);
  });

  it('is recorded: who, in which form and by which filters, but nothing that somebody typed', async () => {
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    const by = await app.make.signedIn(admin);
    await download('csv', `?q=Beatrice&address=10.0.0.9&actor=${admin.id}&from=2026-01-01T00:00:00Z`, by);
    const [entry] = (await entriesAbout(app, account.id)).filter(({ action }) => action === 'activity.exported');
    expect(entry).toMatchObject({
      actor_id: admin.id,
      address: by.address,
      changes: {
        format: { new: 'csv' },
        actor: { new: admin.id },
        from: { new: '2026-01-01T00:00:00.000Z' },
        text: { new: true },
      },
    });
    expect(JSON.stringify(entry?.changes)).not.toMatch(/Beatrice|10\.0\.0\.9/);
  });

  it('is for whoever may see the activity, of their own account, and leaves no entry where it is refused', async () => {
    const reporter = await app.make.signedIn(await app.make.user(account.id, { roles: ['reports'] }));
    expect((await reporter.call('exportActivityCsv')).problem.code).toBe('permission.missing');
    expect((await reporter.call('exportActivityJsonLines')).problem.code).toBe('permission.missing');
    expect((await owner.call('exportActivityCsv', { query: { actor: 'x' } })).problem.code).toBe('request.invalid');
    expect((await entriesAbout(app, account.id)).filter(({ action }) => action === 'activity.exported')).toEqual([]);
    await recordFor(app, account.id, { changes: { label: { new: 'ours' } } });
    const stranger = await app.make.signedIn((await app.make.account()).owner);
    expect(entriesIn(await download('jsonl', '', stranger)).map(({ action }) => action)).toEqual(['activity.exported']);
  });

  it('of much comes whole, in the order of the list, each entry once', async () => {
    const until = new Date(Date.now() - 33 * 86_400_000);
    const ids = await pastEntries(app, { accountId: account.id, about: account.owner.id, count: 5500, until });
    const found = entriesIn(await download('jsonl', '?q=past&action=user.changed'));
    expect(found.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it('breaks off where the session ends meanwhile, so that half a file never looks whole', async () => {
    const until = new Date(Date.now() - 33 * 86_400_000);
    await pastEntries(app, { accountId: account.id, about: account.owner.id, count: 20_000, until });
    const response = await owner.send('GET', '/api/v1/activity.jsonl');
    const reader = response.body?.getReader();
    await reader?.read();
    await app.owner.query("update sessions set ended_at = now(), ended_because = 'signed_out' where account_id = $1", [
      account.id,
    ]);
    const readOn = async () => {
      for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read());
    };
    await expect(readOn()).rejects.toThrow('terminated');
  });
});
