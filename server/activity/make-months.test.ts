import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/pool.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { recordLongAgo, untilSealed, verifyOne } from '../testing/chain.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';
import { makeActivityMonths } from './make-months.ts';

let app: TestApp;
let worker: Database;
let account: MadeAccount;
beforeAll(async () => {
  app = await startTestApp();
  worker = openDatabase(app.urls.worker, 5);
  account = await app.make.account();
});
afterAll(async () => {
  await worker.close();
  await app.close();
});

const inMonths = (ahead: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 2)).toISOString().slice(0, 10);
};
/** As the job does it: again, where somebody held the tables. */
const untilMade = () =>
  waitFor(
    () =>
      makeActivityMonths(worker).then(
        () => true,
        () => null,
      ),
    'the months',
  );
const nameOf = (day: string) => day.slice(0, 7).replace('-', '_');

async function whereIs(id: string): Promise<string[]> {
  const { rows } = await app.owner.query(
    `select a.tableoid::regclass::text as entry, v.tableoid::regclass::text as values from activity a
     join activity_values v on v.account_id = a.account_id and v.activity_id = a.id where a.id = $1`,
    [id],
  );
  return [rows[0]?.entry, rows[0]?.values];
}

describe('the months of the record', () => {
  it('are there three ahead', async () => {
    for (let ahead = 0; ahead <= 3; ahead += 1) {
      const id = await recordLongAgo(app, account.id, inMonths(ahead));
      expect(await whereIs(id)).toEqual([`activity_${nameOf(inMonths(ahead))}`, `activity_values_${nameOf(inMonths(ahead))}`]);
    }
  });

  it('that were not made in time are made later, and what came meanwhile moves there, values and chain with it', async () => {
    const day = inMonths(-5);
    const [early, far] = [await recordLongAgo(app, account.id, day), await recordLongAgo(app, account.id, '2221-01-01')];
    const text = 'select * from activity a join activity_values v on v.activity_id = a.id where a.id = $1';
    const { rows: before } = await app.owner.query(text, [early]);
    expect(await whereIs(early)).toEqual(['activity_default', 'activity_values_default']);
    await untilSealed(app.owner, account.id, 2);

    await Promise.allSettled(Array.from({ length: 4 }, () => makeActivityMonths(worker)));
    await untilMade();
    expect(await whereIs(early)).toEqual([`activity_${nameOf(day)}`, `activity_values_${nameOf(day)}`]);
    // Whose clock is wrong by centuries stays where it is.
    expect(await whereIs(far)).toEqual(['activity_default', 'activity_values_default']);
    expect((await app.owner.query(text, [early])).rows).toEqual(before);
    expect((await verifyOne(app, account.code)).broken).toBeNull();
  });

  it('wait for the next try where somebody holds the tables', async () => {
    const id = await recordLongAgo(app, account.id, inMonths(-7));
    const busy = await app.owner.connect();
    try {
      await busy.query('begin; lock table activity_default in row share mode');
      await expect(makeActivityMonths(worker)).rejects.toThrow('months of activity could not be made');
      expect(await whereIs(id)).toEqual(['activity_default', 'activity_values_default']);
    } finally {
      await busy.query('rollback');
      busy.release();
    }
    await untilMade();
    expect(await whereIs(id)).toEqual([`activity_${nameOf(inMonths(-7))}`, `activity_values_${nameOf(inMonths(-7))}`]);
  });
});

describe('a month’s partition', () => {
  it('is closed to both roles, and to its owner as far as the record goes', async () => {
    const { rows } = await app.owner.query<{ name: string }>(
      "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r' and i.inhparent in ('activity'::regclass, 'activity_values'::regclass)",
    );
    expect(rows.length).toBeGreaterThanOrEqual(10);
    for (const { name } of rows) {
      for (const db of [app.db, worker]) {
        const reading = db.write(account.id, (tx) =>
          tx
            .selectFrom(name as 'activity')
            .select('account_id')
            .execute(),
        );
        await expect(reading, name).rejects.toThrow('permission denied');
      }
      const isFilled = (await app.owner.query(`select 1 from ${name} limit 1`)).rowCount === 1;
      const changes = isFilled ? [`update ${name} set account_id = account_id`, `delete from ${name}`] : [];
      for (const text of [...changes, `truncate ${name} cascade`]) {
        await expect(app.owner.query(text), text).rejects.toThrow('activity cannot be changed');
      }
      const secured = await app.owner.query('select relrowsecurity as is from pg_class where oid = $1::regclass', [name]);
      expect(secured.rows, name).toEqual([{ is: true }]);
    }
  });

  it('goes with the account, and with nothing else', async () => {
    const gone = await app.make.account({ confirmed: false });
    const id = await recordLongAgo(app, gone.id, inMonths(0));
    await app.owner.query("update accounts set created_at = now() - interval '8 days' where id = $1", [gone.id]);
    await untilSealed(app.owner, gone.id, 1);
    await app.owner.query('select clean_up()');
    expect(await whereIs(id)).toEqual([undefined, undefined]);
    const { rowCount } = await app.owner.query('select 1 from activity_blocks where account_id = $1', [gone.id]);
    expect(rowCount).toBe(0);
  });
});
