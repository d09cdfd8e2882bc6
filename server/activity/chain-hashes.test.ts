import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { record } from '../platform/activity.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { recordEntries, untilSealed } from '../testing/chain.ts';
import { PASSWORD } from '../testing/factories.ts';

// The hashes once more, from docs/decisions/020-activity-chain.md alone: nothing here is the product's.

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const sha256 = (hex: string) => createHash('sha256').update(hex, 'hex').digest('hex');
const number = (value: number, bytes: number) =>
  BigInt(value)
    .toString(16)
    .padStart(bytes * 2, '0');
const f = (hex: string | null) => (hex === null ? 'ffffffff' : number(hex.length / 2, 4) + hex);
const text = (value: string | null) => (value === null ? null : Buffer.from(value, 'utf8').toString('hex'));
const uuid = (value: string | null) => value?.replaceAll('-', '') ?? null;

type Row = Record<string, string> & { at: Date; times: number };

function valuesOf(row: Row): string {
  return sha256(
    row.salt +
      f(text(row.address as string)) +
      f(text(row.device as string)) +
      f(text(row.changes as string)) +
      f(number(row.times, 4)),
  );
}

function entryOf(row: Row): string {
  const at = number(new Date(row.at).getTime(), 8);
  const [account, id, actor, behalf, target, session, mass] = [
    row.account_id,
    row.id,
    row.actor_id,
    row.on_behalf_of,
    row.target_id,
    row.session_id,
    row.mass_action_id,
  ].map((value) => f(uuid(value ?? null)));
  const [action, kind, type] = [row.action, row.actor_kind, row.target_type].map((value) => f(text(value ?? null)));
  return sha256(
    [account, id, f(at), action, kind, actor, behalf, type, target, session, mass, f(row.values_hash ?? null)].join(''),
  );
}

it('every hash in the database is what the decision says, for every kind of value', async () => {
  const { id, owner } = await app.make.account();
  const client = app.visitor();
  await client.call('signIn', { body: { login: owner.email, password: PASSWORD } });
  await recordEntries(app.db, id, 3);
  const everything = {
    kind: 'operator' as const,
    userId: null,
    onBehalfOf: owner.id,
    massActionId: newId(),
    sessionId: newId(),
    caller: { address: '::ffff:10.1.2.3', device: 'Ünïcode \u{1f4de}, "quoted", tab\t' },
  };
  const changes = {
    name: { old: null, new: '\u0001 \u2028 \\' },
    n: { new: 1e21 },
    list: { old: ['a', '"'] },
    on: { new: false },
  };
  await app.db.write(id, (tx) =>
    record(tx, everything, { action: 'account.changed', target: { type: 'account', id }, changes, times: 70_000 }),
  );
  const nobody = { userId: null, sessionId: null, caller: { address: null, device: null } };
  await app.db.write(id, (tx) => record(tx, nobody, { action: 'account.changed', target: { type: 'account', id } }));
  await untilSealed(app.owner, id, 6);

  const { rows } = await app.owner.query<Row>(
    `select a.*, encode(a.values_hash, 'hex') as values_hash, encode(v.salt, 'hex') as salt, text(v.address) as address, v.device,
       v.changes::text as changes, v.times
     from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id where a.account_id = $1`,
    [id],
  );
  expect(rows).toHaveLength(6);
  for (const row of rows) expect(row.values_hash, row.action).toBe(valuesOf(row));
  const entries = new Map(rows.map((row) => [row.id, entryOf(row)]));

  const blocks = await app.owner.query(
    `select number::int, entry_ids as ids, encode(entry_hashes, 'hex') as hashes, encode(previous_hash, 'hex') as previous,
       encode(hash, 'hex') as hash, total::int from activity_blocks where account_id = $1 order by number`,
    [id],
  );
  let [previous, total] = ['00'.repeat(32), 0];
  for (const [index, block] of blocks.rows.entries()) {
    const hashes = block.ids.map((one: string) => entries.get(one)).join('');
    total += block.ids.length;
    expect(block).toEqual({
      number: index + 1,
      ids: block.ids.toSorted(),
      hashes,
      previous,
      hash: sha256(previous + hashes),
      total,
    });
    previous = block.hash;
  }
  expect(total).toBe(6);
});
