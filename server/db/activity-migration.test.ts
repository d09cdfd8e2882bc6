import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { verifyActivity } from '../activity/verify-activity.ts';
import { newId } from '../platform/tokens.ts';
import { cloneDatabase } from '../testing/database.ts';
import { Factory } from '../testing/factories.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
const ROLES = { APP: 'rollcall_test_app', WORKER: 'rollcall_test_worker' };

async function runMigrations(owner: pg.Pool, wanted: (name: string) => boolean): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql') && wanted(name)).sort();
  for (const name of files) {
    const text = (await readFile(new URL(name, FOLDER), 'utf8')).replaceAll(/:(APP|WORKER)\b/g, (_, role: 'APP') => ROLES[role]);
    const client = await owner.connect();
    await client.query('begin');
    await client.query(text);
    await client.query('commit');
    client.release();
  }
}

it('what a released version recorded is there after the update, and in the chain', async () => {
  const { urls, drop } = await cloneDatabase(inject('superuserUrl'), inject('template'));
  const owner = new pg.Pool({ connectionString: urls.owner, max: 2 });
  await owner.query('drop schema public cascade; create schema public');
  const superuser = new pg.Client({ connectionString: urls.superuser });
  await superuser.connect();
  await superuser.query('create extension if not exists pg_trgm');
  await superuser.end();
  await runMigrations(owner, (name) => name < '0013');

  const { id, owner: main } = await new Factory(owner, '').account();
  const entries = [
    { id: newId(), action: 'user.changed', actor: main.id, device: 'Firefox', changes: { lastName: { old: 'Ä', new: 'B' } } },
    { id: newId(), action: 'user.sign_in_failed', actor: null, device: 'curl', changes: { reason: { new: 'password' } } },
    { id: newId(), action: 'account.address_lists_lifted', actor: null, device: 'operator', changes: {} },
    { id: newId(), action: 'user.erased', actor: null, device: null, changes: {} },
    // Two years old, and emptied by an erasure.
    { id: `0184${newId().slice(4)}`, action: 'user.deleted', actor: main.id, device: null, changes: null },
  ];
  for (const one of entries) {
    await owner.query(
      "insert into activity (account_id, id, at, action, actor_id, target_type, target_id) values ($1, $2, '2026-01-02T03:04:05.678Z', $3, $4, 'user', $5)",
      [id, one.id, one.action, one.actor, main.id],
    );
    if (one.changes)
      await owner.query("insert into activity_values values ($1, $2, '192.0.2.9', $3, $4)", [
        id,
        one.id,
        one.device,
        one.changes,
      ]);
  }

  await runMigrations(owner, (name) => name >= '0013');
  const { rows } = await owner.query(
    `select a.*, host(v.address) as address, v.device, v.changes, v.times from activity a
     left join activity_values v on v.account_id = a.account_id and v.activity_id = a.id order by a.action`,
  );
  const kinds = { 'user.changed': 'user', 'user.deleted': 'user', 'user.erased': 'system', 'user.sign_in_failed': 'visitor' };
  const expected = entries
    .toSorted((one, other) => (one.action < other.action ? -1 : 1))
    .map(({ id: entryId, action, actor, device, changes }) => ({
      ...{ account_id: id, id: entryId, at: new Date('2026-01-02T03:04:05.678Z'), action, actor_id: actor, target_id: main.id },
      ...{ actor_kind: { ...kinds, 'account.address_lists_lifted': 'operator' }[action], device, changes, transaction: '3' },
      ...(changes ? { address: '192.0.2.9', times: 1, values_hash: expect.any(Buffer) } : { address: null, values_hash: null }),
    }));
  expect(rows).toMatchObject(expected);
  const strays = await owner.query('select 1 from activity_default');
  expect(strays.rowCount).toBe(0);

  expect((await owner.query('select sealed from seal_activity()')).rows).toEqual([{ sealed: 5 }]);
  const verified = await verifyActivity(
    urls.owner,
    { heads: new Map() },
    { verified: () => undefined, progress: () => undefined },
  );
  expect(verified).toEqual({ entries: 5, isWhole: true });
  await owner.end();
  await drop();
});
