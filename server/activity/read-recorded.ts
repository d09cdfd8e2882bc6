import { sql } from 'kysely';
import { MOST_ENTRIES } from '../../contract/live.ts';
import type { Database } from '../db/pool.ts';
import type { Recorded, RecordedBetween } from '../platform/live-events.ts';
import { readEntries } from './queries.ts';
import { idAt } from './range.ts';

/** More than so many are not counted. */
const MOST_COUNTED = 10_000;
/** An entry is not told live if the transaction that recorded it took longer. */
const LONGEST_TRANSACTION_MS = 6 * 3_600_000;

interface Row {
  readonly account_id: string;
  readonly id: string;
  readonly total: string;
}

/** What was recorded in the followers' accounts between two readings of the outbox: read once for all streams of an account. */
export async function readRecorded(db: Database, between: RecordedBetween): Promise<ReadonlyMap<string, Recorded>> {
  const { rows } = await recordedQuery(between).execute(db.reader(null));
  const recorded = new Map<string, Recorded>();
  for (const [account, ofAccount] of Map.groupBy(rows, (row) => row.account_id)) {
    const entries = await readEntries(
      db.reader(account),
      account,
      ofAccount.map(({ id }) => id),
    );
    recorded.set(account, { kind: 'activity.recorded', entries: entries.reverse(), total: Number(ofAccount[0]?.total ?? 0) });
  }
  return recorded;
}

/** The query of `readRecorded`, for those who measure it. */
export function recordedQuery({ seen, until, followers }: RecordedBetween) {
  const accounts = [...new Set(followers.map(({ accountId }) => accountId))];
  const users = [...new Set(followers.map(({ userId }) => userId))];
  const first = idAt(seen.at * 1000 - LONGEST_TRANSACTION_MS);
  return sql<Row>`
    select account_id, id, total from activity_between(${seen.snapshot}::pg_snapshot, ${until}::pg_snapshot,
      ${accounts}::uuid[], ${users}::uuid[], ${first}::uuid, ${sql.lit(MOST_ENTRIES)}, ${sql.lit(MOST_COUNTED)})`;
}
