import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { behindTheBack, recordEntries, recordLongAgo, untilSealed, verifyOne } from '../testing/chain.ts';
import { command } from '../testing/command.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { entriesAbout } from '../testing/record.ts';
import { dropActivity } from './drop-activity.ts';

let app: TestApp;
let worker: Database;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  worker = openDatabase(app.urls.worker, 2);
});
afterAll(async () => {
  await worker.close();
  await app.close();
});
beforeEach(async () => {
  account = await app.make.account();
  for (const month of ['2023-02-01', '2023-03-01']) await app.owner.query('select make_activity_month($1)', [month]);
});

const partitions = async () =>
  (await app.owner.query("select relname from pg_class where relname ~ '^activity_(values_)?2023'")).rows.map(
    ({ relname }) => relname,
  );

describe('dropping what is older than it is kept', () => {
  it('takes whole months, leaves an entry in each account, and every chain can be checked still', async () => {
    const other = await app.make.account();
    // The last has no month’s partition.
    for (const day of ['2023-02-03', '2023-02-28', '2023-03-31', '2022-07-01']) await recordLongAgo(app, account.id, day);
    await recordLongAgo(app, other.id, '2023-03-01');
    await recordEntries(app.db, account.id, 2);
    await untilSealed(app.owner, account.id, 6);
    await untilSealed(app.owner, other.id, 1);

    expect(await dropActivity(worker, 400, 'system')).toEqual({ months: 2, entries: 5 });
    expect(await partitions()).toEqual([]);
    expect(await untilSealed(app.owner, account.id, 3)).toHaveLength(3);
    expect(await verifyOne(app, account.code)).toMatchObject({ entries: 3, dropped: 4, broken: null });
    const [said] = (await entriesAbout(app, other.id)).slice(-1);
    expect(said).toMatchObject({ action: 'activity.dropped', actor_id: null, address: null });
    expect(said?.changes).toMatchObject({ from: { new: '2023-03-01T12:00:00.000Z' }, count: { new: 1 } });
    const { to } = (said?.changes ?? {}) as { to?: { new: string } };
    const end = new Date(to?.new ?? '');
    expect([end.getUTCDate(), end.getTime() < Date.now() - 400 * 86_400_000]).toEqual([1, true]);

    // And again, when more is old.
    await app.owner.query("select make_activity_month('2023-03-01')");
    await recordLongAgo(app, other.id, '2023-03-05');
    await untilSealed(app.owner, other.id, 2);
    expect(await dropActivity(worker, 400, 'operator')).toEqual({ months: 1, entries: 1 });
    await untilSealed(app.owner, other.id, 2);
    expect(await verifyOne(app, other.code)).toMatchObject({ entries: 2, dropped: 2, broken: null });
    expect(await dropActivity(worker, 400, 'system')).toEqual({ months: 0, entries: 0 });
  });

  it('seals first what is not sealed yet', async () => {
    await recordLongAgo(app, account.id, '2023-02-03');
    await dropActivity(worker, 400, 'system');
    await untilSealed(app.owner, account.id, 1);
    expect(await verifyOne(app, account.code)).toMatchObject({ entries: 1, dropped: 1, broken: null });
  });

  it('does not cover up for somebody who removes more', async () => {
    const ids = await Promise.all([1, 2, 3].map((day) => recordLongAgo(app, account.id, `2023-02-0${day}`)));
    await recordEntries(app.db, account.id, 3);
    const sealed = [...(await untilSealed(app.owner, account.id, 6)).keys()];
    await behindTheBack(app, 'delete from activity where account_id = $1 and id = $2', [account.id, ids[1]]);
    await dropActivity(worker, 400, 'system');
    await untilSealed(app.owner, account.id, 4);
    expect((await verifyOne(app, account.code)).broken).toMatchObject({
      how: 'removed',
      text: expect.stringContaining('3 entries are gone'),
    });
    await behindTheBack(app, 'delete from activity where account_id = $1 and id = $2', [account.id, sealed[4]]);
    expect((await verifyOne(app, account.code)).broken).toMatchObject({ how: 'removed', entryId: sealed[4] });
  });

  it('that nobody wrote down is a gap', async () => {
    const id = await recordLongAgo(app, account.id, '2023-02-03');
    await untilSealed(app.owner, account.id, 1);
    await behindTheBack(app, 'drop table activity_2023_02, activity_values_2023_02');
    expect((await verifyOne(app, account.code)).broken).toMatchObject({ how: 'removed', entryId: id });
  });

  it('leaves what is younger, and is not asked for less than thirty days, nor by the application', async () => {
    await recordEntries(app.db, account.id, 1);
    await expect(dropActivity(worker, 29, 'system')).rejects.toThrow('30 days at least');
    await expect(dropActivity(worker, 400, 'user' as never)).rejects.toThrow();
    await expect(dropActivity(app.db, 400, 'system')).rejects.toThrow('permission denied');
    await dropActivity(worker, 30, 'system');
    expect((await verifyOne(app, account.code)).broken).toBeNull();
    expect(await untilSealed(app.owner, account.id, 1)).toHaveLength(1);
  });

  it('is a command of the operator, who is named in the entry', async () => {
    await recordLongAgo(app, account.id, '2023-02-03');
    await untilSealed(app.owner, account.id, 1);
    const said = await command(app, 'drop-activity.ts');
    expect(said).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Older than 400 days: \d+ months with \d+ entries/),
    });
    const { rows } = await app.owner.query('select action, actor_kind from activity where account_id = $1', [account.id]);
    expect(rows).toEqual([{ action: 'activity.dropped', actor_kind: 'operator' }]);
    expect(await untilSealed(app.owner, account.id, 1)).toHaveLength(1);
  });
});
