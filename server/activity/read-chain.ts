import type pg from 'pg';
import type { ChainedEntry, ChainedValues } from './chain-hashes.ts';

// What the check of the chains reads, some at a time and by keys, so that memory stays the same however long a chain is.

export interface Block {
  readonly number: number;
  readonly entryIds: readonly string[];
  readonly entryHashes: Buffer;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly total: number;
}

export interface ReadEntry {
  readonly entry: ChainedEntry;
  readonly values: ChainedValues | null;
}

/** An account whose chain is to be checked, and how many entries it should have. */
export interface Chain {
  readonly accountId: string;
  readonly code: string;
  readonly total: number;
}

/** What was thrown away after its time, as the record itself says. */
export interface Drop {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BLOCKS_AT_ONCE = 16;

export async function readChains(client: pg.Client, code: string | undefined): Promise<Chain[]> {
  const { rows } = await client.query(
    `select a.id, a.code, coalesce(b.total, 0) as total from accounts a
     left join lateral (select total from activity_blocks where account_id = a.id order by number desc limit 1) b on true
     where $1::text is null or a.code = $1 order by a.code`,
    [code ?? null],
  );
  return rows.map((row) => ({ accountId: row.id, code: row.code, total: Number(row.total) }));
}

export async function readBlocks(client: pg.Client, accountId: string, after: number): Promise<Block[]> {
  const { rows } = await client.query(
    `select number, array_to_string(entry_ids, ',') as ids, entry_hashes, previous_hash, hash, total
     from activity_blocks where account_id = $1 and number > $2 order by number limit ${BLOCKS_AT_ONCE}`,
    [accountId, after],
  );
  return rows.map((row) => ({
    number: Number(row.number),
    entryIds: row.ids.split(','),
    entryHashes: row.entry_hashes,
    previousHash: row.previous_hash,
    hash: row.hash,
    total: Number(row.total),
  }));
}

// Two readings and no join: without statistics a join may compare each with each.
const ENTRIES = `select id, (extract(epoch from at) * 1000)::bigint::text as at, action, actor_kind, actor_id, on_behalf_of,
    target_type, target_id, session_id, mass_action_id, values_hash
  from activity where account_id = $1 and id >= $2 and id <= $3 and id = any ($4::uuid[])`;

const VALUES = `select activity_id, salt, text(address) as address, device, changes::text as changes, times
  from activity_values where account_id = $1 and activity_id >= $2 and activity_id <= $3 and activity_id = any ($4::uuid[])`;

/** These entries, as many of them as there are. */
export async function readEntries(client: pg.Client, accountId: string, ids: readonly string[]): Promise<Map<string, ReadEntry>> {
  const sorted = ids.toSorted();
  const parameters = [accountId, sorted[0], sorted.at(-1), ids];
  const read = (text: string) => client.query<unknown[]>({ text, values: parameters, rowMode: 'array' });
  const entries = await read(ENTRIES);
  const values = new Map((await read(VALUES)).rows.map((row) => [row[0] as string, valuesIn(row)]));
  return new Map(
    entries.rows.map((row) => [
      row[0] as string,
      { entry: entryIn(accountId, row), values: values.get(row[0] as string) ?? null },
    ]),
  );
}

function entryIn(accountId: string, row: readonly unknown[]): ChainedEntry {
  const [id, at, action, actorKind, actorId, onBehalfOf, targetType, targetId, sessionId, massActionId, valuesHash] = row;
  const facts = { accountId, id, at: Number(at), action, actorKind, actorId, onBehalfOf, targetType, targetId, sessionId };
  return { ...facts, massActionId, valuesHash } as ChainedEntry;
}

function valuesIn([, salt, address, device, changes, times]: readonly unknown[]): ChainedValues {
  return { salt, address, device, changes, times } as ChainedValues;
}

/** Whether the record says that one of these people was erased. */
export async function isErased(client: pg.Client, accountId: string, people: readonly string[]): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from activity where account_id = $1 and target_type = 'user' and target_id = any ($2::uuid[])
       and action = 'user.erased' limit 1`,
    [accountId, people],
  );
  return rowCount === 1;
}

export async function readDrops(client: pg.Client, accountId: string): Promise<Drop[]> {
  const { rows } = await client.query<{ changes: Record<'from' | 'to' | 'count', { new: string | number }> }>(
    `select v.changes from activity a join activity_values v on v.account_id = a.account_id and v.activity_id = a.id
     where a.account_id = $1 and a.target_type = 'account' and a.target_id = $1 and a.action = 'activity.dropped'`,
    [accountId],
  );
  return rows.map(({ changes: { from, to, count } }) => ({
    from: Date.parse(String(from.new)),
    to: Date.parse(String(to.new)),
    count: Number(count.new),
  }));
}

export interface Stray {
  readonly id: string;
  /** How many blocks name it. */
  readonly times: number;
  /** Whether the sealer has not been there yet. */
  readonly isWaiting: boolean;
}

/** The next entries behind this one, which of them are not named by exactly one block, and where to go on; null at the end. */
export async function readStrays(
  client: pg.Client,
  accountId: string,
  after: string,
): Promise<{ strays: Stray[]; next: string | null }> {
  const { rows } = await client.query<{ least: string | null; most: string }>(
    `select (array_agg(id))[1] as least, (array_agg(id))[count(*)] as most
     from (select id from activity where account_id = $1 and id > $2 order by id limit 20000) looked_at`,
    [accountId, after],
  );
  const [found] = rows;
  if (!found?.least) return { strays: [], next: null };
  const { rows: strays } = await client.query<Stray>(
    // Counted, not joined: without statistics a join may compare each with each.
    `select a.id, a.times, coalesce((s.search_account, s.search_entry) < ($1, a.id), false)
         or a.transaction < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(a.transaction, s.position) as "isWaiting"
     from activity_sealing s, (
       select id, sum(named)::int as times, min(transaction)::xid8 as transaction from (
         select id, 0 as named, transaction::text from activity where account_id = $1 and id >= $2 and id <= $3
         union all
         select id, 1, null from activity_blocks b, unnest(b.entry_ids) id where b.account_id = $1
           and b.entry_ids[cardinality(b.entry_ids)] >= $2 and b.entry_ids[1] <= $3 and id >= $2 and id <= $3
       ) both_sides group by id having count(transaction) > 0 and sum(named) <> 1 order by id limit 1000) a order by a.id`,
    [accountId, found.least, found.most],
  );
  return { strays, next: found.most };
}
