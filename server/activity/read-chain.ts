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

const BLOCKS_AT_ONCE = 4;

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

const ENTRIES = `select a.id, (extract(epoch from a.at) * 1000)::bigint::text as at, a.action, a.actor_kind, a.actor_id, a.on_behalf_of,
    a.target_type, a.target_id, a.session_id, a.mass_action_id, a.values_hash,
    v.salt, text(v.address) as address, v.device, v.changes::text as changes, v.times
  from activity a left join activity_values v on v.account_id = $1 and v.activity_id = a.id
    and v.activity_id >= $2 and v.activity_id <= $3
  where a.account_id = $1 and a.id >= $2 and a.id <= $3 and a.id = any ($4::uuid[])`;

/** These entries, as many of them as there are. */
export async function readEntries(client: pg.Client, accountId: string, ids: readonly string[]): Promise<Map<string, ReadEntry>> {
  const sorted = ids.toSorted();
  const { rows } = await client.query<(string | Buffer | number | null)[]>({
    text: ENTRIES,
    values: [accountId, sorted[0], sorted.at(-1), ids],
    rowMode: 'array',
    name: 'chained_entries',
  });
  return new Map(rows.map((row) => [row[0] as string, readEntry(accountId, row)]));
}

function readEntry(accountId: string, row: readonly unknown[]): ReadEntry {
  const [id, at, action, actorKind, actorId, onBehalfOf, targetType, targetId, sessionId, massActionId, valuesHash] =
    row as string[];
  const [salt, address, device, changes, times] = row.slice(11) as [Buffer | null, string | null, string | null, string, number];
  const entry = { accountId, id, at: Number(at), action, actorKind, actorId, onBehalfOf, targetType, targetId, sessionId };
  return {
    entry: { ...entry, massActionId, valuesHash } as unknown as ChainedEntry,
    values: salt === null ? null : { salt, address, device, changes, times },
  };
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
    `select a.id, a.times, coalesce((s.search_account, s.search_entry) < (a.account_id, a.id), false)
         or a.transaction < pg_snapshot_xmax(pg_current_snapshot()) and not pg_visible_in_snapshot(a.transaction, s.position) as "isWaiting"
     from activity_sealing s, (
       select e.account_id, e.id, e.transaction, count(n.id)::int as times from activity e
       left join (select id from activity_blocks b, unnest(b.entry_ids) id where b.account_id = $1
         and b.entry_ids[cardinality(b.entry_ids)] >= $2 and b.entry_ids[1] <= $3) n on n.id = e.id
       where e.account_id = $1 and e.id >= $2 and e.id <= $3
       group by e.account_id, e.id, e.transaction having count(n.id) <> 1 order by e.id limit 1000) a order by a.id`,
    [accountId, found.least, found.most],
  );
  return { strays, next: found.most };
}
