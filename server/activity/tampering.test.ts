import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { behindTheBack, chainOfThree, recordEntries, untilSealed, verifyOne } from '../testing/chain.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { type HeadFacts, readHeads, signHead } from './head.ts';

let app: TestApp;
let account: MadeAccount;
let ids: string[];
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ account, ids } = await chainOfThree(app));
});

const verify = (heads?: ReadonlyMap<string, HeadFacts>) => verifyOne(app, account.code, heads);
const tamper = (text: string, ...values: unknown[]) => behindTheBack(app, text, values);
const BLOCK = 'update activity_blocks set entry_ids = $1, entry_hashes = $2 where account_id = $3 and number = $4';

async function blockOf(number: number) {
  const { rows } = await app.owner.query('select * from activity_blocks where account_id = $1 and number = $2', [
    account.id,
    number,
  ]);
  const hashes = rows[0].entry_hashes as Buffer;
  return {
    ids: rows[0].entry_ids as string[],
    hashes: [0, 1, 2, 3].map((n) => hashes.subarray(n * 32, n * 32 + 32)),
    hash: rows[0].hash,
  };
}

const setBlock = (number: number, entryIds: string[], hashes: Buffer[]) =>
  tamper(BLOCK, entryIds, Buffer.concat(hashes), account.id, number);

describe('somebody who owns the database and touches the record is found out', () => {
  it.each([
    ["action = 'account.security_changed'"],
    ["actor_kind = 'system'"],
    ['actor_id = gen_random_uuid()'],
    ['on_behalf_of = gen_random_uuid()'],
    ["at = at + interval '1 millisecond'"],
    ["target_type = 'user'"],
    ['target_id = gen_random_uuid()'],
    ['session_id = gen_random_uuid()'],
    ['mass_action_id = gen_random_uuid()'],
    ['values_hash = sha256(values_hash)'],
    ['values_hash = null'],
  ])('an entry changed: %s', async (change) => {
    await tamper(`update activity set ${change} where account_id = $1 and id = any ($2)`, account.id, [ids[6], ids[9]]);
    expect(await verify()).toMatchObject({ entries: 6, broken: { how: 'changed', entryId: ids[6], block: 2 } });
  });

  it.each([
    ["changes = replace(changes::text, 'de', 'fr')::json"],
    // The same JSON in other words is not what was written either.
    ['changes = changes::jsonb::json'],
    ["address = '2001:db8::2'"],
    ['address = null'],
    ["device = 'Other'"],
    ['times = 2'],
    ["salt = decode(repeat('00', 16), 'hex')"],
  ])('its values changed: %s', async (change) => {
    await tamper(`update activity_values set ${change} where account_id = $1 and activity_id = $2`, account.id, ids[5]);
    expect((await verify()).broken).toMatchObject({ how: 'values_changed', entryId: ids[5], block: 2 });
  });

  it('an entry removed, with its values', async () => {
    await tamper('delete from activity_values where account_id = $1 and activity_id = $2', account.id, ids[7]);
    await tamper('delete from activity where account_id = $1 and id = $2', account.id, ids[7]);
    expect((await verify()).broken).toMatchObject({ how: 'removed', entryId: ids[7], block: 2 });
  });

  it('its values removed, where nobody was erased', async () => {
    await tamper('delete from activity_values where account_id = $1 and activity_id = $2', account.id, ids[2]);
    expect((await verify()).broken).toMatchObject({ how: 'values_removed', entryId: ids[2], block: 1 });
  });

  it('entries reordered within a block, with or without their hashes', async () => {
    const {
      ids: [a = '', b = '', c = '', d = ''],
      hashes,
    } = await blockOf(2);
    const [ha, hb, hc, hd] = hashes as [Buffer, Buffer, Buffer, Buffer];
    await setBlock(2, [a, c, b, d], hashes);
    expect((await verify()).broken).toMatchObject({ how: 'reordered', entryId: c, block: 2 });
    await setBlock(2, [a, c, b, d], [ha, hc, hb, hd]);
    expect((await verify()).broken).toMatchObject({ how: 'reordered', entryId: b, block: 2 });
  });

  it('blocks reordered', async () => {
    await tamper(
      'update activity_blocks set number = case number when 1 then 102 else 101 end where account_id = $1 and number < 3',
      account.id,
    );
    await tamper('update activity_blocks set number = number - 100 where account_id = $1 and number > 100', account.id);
    expect((await verify()).broken).toMatchObject({ how: 'reordered', entryId: ids[4], block: 1 });
  });

  const inserting = `insert into activity (account_id, id, action, actor_kind, target_type, target_id, transaction)
    values ($1, $2, 'account.changed', 'visitor', 'account', $1, $3)`;

  it('an entry inserted where the sealer has been, or where it will never come', async () => {
    const [id] = [`${ids[5]?.slice(0, -1)}${ids[5]?.endsWith('0') ? '1' : '0'}`];
    for (const transaction of ['3', '9000000000000000']) {
      await tamper(inserting, account.id, id, transaction);
      expect((await verify()).broken, transaction).toMatchObject({ how: 'inserted', entryId: id, block: null });
      await tamper('delete from activity where id = $1', id);
    }
  });

  it('an entry inserted into a block too', async () => {
    const id = newId();
    await tamper(inserting, account.id, id, '3');
    const { rows } = await app.owner.query(
      `select activity_entry_hash(account_id, id, at, action, actor_kind, actor_id, on_behalf_of, target_type, target_id, session_id,
         mass_action_id, values_hash) as hash from activity where id = $1`,
      [id],
    );
    const { ids: named, hashes } = await blockOf(3);
    await setBlock(3, [...named, id], [...hashes, rows[0].hash]);
    expect((await verify()).broken).toMatchObject({ how: 'inserted', entryId: id, block: 3 });
  });

  it('an entry named by two blocks', async () => {
    const next = await blockOf(3);
    const first = await blockOf(1);
    const entryHashes = Buffer.concat(first.hashes);
    const hash = createHash('sha256').update(next.hash).update(entryHashes).digest();
    await tamper(
      'insert into activity_blocks values ($1, 4, $2, $3, $4, $5, 16)',
      account.id,
      first.ids,
      entryHashes,
      next.hash,
      hash,
    );
    expect((await verify()).broken).toMatchObject({ how: 'inserted', entryId: ids[0] });
  });

  it('a block without one of its entries, a hash or a count that is wrong', async () => {
    const { ids: named, hashes } = await blockOf(2);
    await setBlock(2, named.slice(0, 3), hashes.slice(0, 3));
    expect((await verify()).broken).toMatchObject({ how: 'block_changed', entryId: ids[4], block: 2 });
    await setBlock(2, named, hashes);
    expect((await verify()).broken).toBeNull();
    await tamper('update activity_blocks set total = total + 1 where account_id = $1 and number = 3', account.id);
    expect((await verify()).broken).toMatchObject({ how: 'block_changed', block: 3 });
  });

  it('an entry changed, and the hashes of its block made anew: the next block does not follow', async () => {
    await tamper("update activity set action = 'account.security_changed' where account_id = $1 and id = $2", account.id, ids[5]);
    await rewrite(2);
    expect((await verify()).broken).toMatchObject({ how: 'reordered', entryId: ids[8], block: 3 });
  });

  /** As the sealer would have made the block of what stands there now. */
  async function rewrite(number: number): Promise<void> {
    await tamper(
      `update activity_blocks b set entry_hashes = h.hashes, hash = sha256(p.hash || h.hashes), previous_hash = p.hash
       from (select hash from activity_blocks where account_id = $1 and number = $2 - 1) p,
         (select string_agg(activity_entry_hash(a.account_id, a.id, a.at, a.action, a.actor_kind, a.actor_id, a.on_behalf_of, a.target_type,
            a.target_id, a.session_id, a.mass_action_id, a.values_hash), '' order by a.id) as hashes
          from activity a, activity_blocks n where a.account_id = $1 and n.account_id = $1 and n.number = $2 and a.id = any (n.entry_ids)) h
       where b.account_id = $1 and b.number = $2`,
      account.id,
      number,
    );
  }

  it('a block missing: the first, or one between', async () => {
    await tamper('delete from activity_blocks where account_id = $1 and number = 2', account.id);
    expect((await verify()).broken).toMatchObject({ how: 'block_missing', block: 2, entryId: ids[8] });
    await tamper('delete from activity_blocks where account_id = $1 and number = 1', account.id);
    expect((await verify()).broken).toMatchObject({ how: 'block_missing', block: 1 });
  });

  describe('with a head that was exported', () => {
    let heads: Map<string, HeadFacts>;
    beforeEach(async () => {
      const head = await signHead(app.db.reader(account.id), account.id, app.secrets.heads);
      heads = readHeads(`${JSON.stringify(head)}\n`, app.secrets.heads.publicKeys);
      expect(await verify(heads)).toMatchObject({ entries: 12, broken: null });
    });

    it('the end cut off, with its block', async () => {
      await tamper('delete from activity_values where account_id = $1 and activity_id = any ($2)', account.id, ids.slice(8));
      await tamper('delete from activity where account_id = $1 and id = any ($2)', account.id, ids.slice(8));
      await tamper('delete from activity_blocks where account_id = $1 and number = 3', account.id);
      expect((await verify()).broken).toBeNull();
      expect((await verify(heads)).broken).toMatchObject({ how: 'truncated', block: 3 });
    });

    it('the end written anew, every hash of it right', async () => {
      await tamper(
        "update activity set action = 'account.security_changed' where account_id = $1 and id = $2",
        account.id,
        ids[5],
      );
      for (const number of [2, 3]) await rewrite(number);
      expect((await verify()).broken).toBeNull();
      expect((await verify(heads)).broken).toMatchObject({ how: 'rewritten', block: 3, entryId: ids[8] });
    });

    it('later entries break nothing', async () => {
      await recordEntries(app.db, account.id, 2);
      await untilSealed(app.owner, account.id, 14);
      expect(await verify(heads)).toMatchObject({ entries: 14, broken: null });
    });
  });
});
