import { sql } from 'kysely';
import type { Announced, Position } from '../../contract/live.ts';
import type { Database, Tx } from '../db/pool.ts';
import { MOST_WAITING } from './live-feed.ts';
import type { RecordedEntry } from './recorded-entry.ts';

/** How long a stream that was cut can go on where it was. Rows stay for twice as long at least. */
export const RESUMABLE_SECONDS = 30 * 60;

/** What was recorded in an account: the newest, and how many in all (not more than the reader counts). */
export interface Recorded {
  readonly kind: 'activity.recorded';
  /** The oldest first. */
  readonly entries: readonly RecordedEntry[];
  readonly total: number;
}

/** What a stream may be given. */
export type LiveNews = Announced | Recorded;

/** Who wants to hear of entries, and between which two readings. */
export interface RecordedBetween {
  readonly seen: Position;
  readonly until: string;
  readonly followers: readonly { readonly accountId: string; readonly userId: string }[];
}

/** What was recorded in each of the followers' accounts, with everything that concerns one of them. */
export type ReadRecorded = (db: Database, between: RecordedBetween) => Promise<ReadonlyMap<string, Recorded>>;

/** What was announced, by account and in its order, and the snapshot that showed it. */
interface News {
  readonly events: ReadonlyMap<string, readonly Announced[]>;
  readonly snapshot: string;
}

/** Announces something to whoever is concerned, once and only if the transaction is committed. Ids only. */
export async function announce(tx: Tx, { kind, ...data }: Announced): Promise<void> {
  await tx
    .insertInto('live_events')
    .values({ account_id: tx.accountId, kind, data: JSON.stringify(data) })
    .execute();
}

/** Nothing, and the snapshot of now: what is announced later is not visible in it. */
export async function readNow(db: Database): Promise<News> {
  const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(db.reader(null));
  return { events: new Map(), snapshot: rows[0]?.snapshot ?? '' };
}

interface Row {
  readonly snapshot: string;
  readonly account_id: string | null;
  readonly kind: Announced['kind'];
  readonly data: object;
}

/** What every account has announced since that snapshot. */
export async function readSince(db: Database, snapshot: string): Promise<News> {
  const { rows } = await sql<Row>`
    select seen_now::text as snapshot, account_id, kind, data from live_events_since(${snapshot}::pg_snapshot)`.execute(
    db.reader(null),
  );
  const events = new Map<string, Announced[]>();
  for (const { account_id: account, kind, data } of rows) {
    if (account === null) continue;
    const ofAccount = events.get(account) ?? [];
    ofAccount.push({ kind, ...data } as Announced);
    events.set(account, ofAccount);
  }
  return { events, snapshot: rows[0]?.snapshot ?? snapshot };
}

/** What one account announced between two snapshots; null where that is more than a feed takes. */
export async function readBetween(db: Database, accountId: string, after: Position, until: string): Promise<Announced[] | null> {
  const { rows } = await sql<Row>`
    select kind, data from live_events
    where account_id = ${accountId}::uuid and transaction >= pg_snapshot_xmin(${after.snapshot}::pg_snapshot)
      and not pg_visible_in_snapshot(transaction, ${after.snapshot}::pg_snapshot)
      and pg_visible_in_snapshot(transaction, ${until}::pg_snapshot)
    order by id limit ${MOST_WAITING + 1}`.execute(db.reader(accountId));
  if (rows.length > MOST_WAITING) return null;
  return rows.map(({ kind, data }) => ({ kind, ...data }) as Announced);
}
