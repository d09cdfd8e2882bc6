import { sql } from 'kysely';
import type { Activity } from '../../contract/activity.ts';
import type { Reader } from '../db/pool.ts';
import { idAt } from './range.ts';

const MINUTE = 60_000;
const MINUTES = 60;

/** How much of what was recorded in each of the last sixty minutes; the last is still going on. */
export async function summarizeActivity(db: Reader, accountId: string) {
  const now = new Date();
  const from = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE - (MINUTES - 1) * MINUTE);
  const rows = await summaryQuery(db, accountId, from).execute();
  return {
    now: now.toISOString(),
    from: from.toISOString(),
    counts: rows.map(({ minute, action, count }) => ({
      minute: minute.toISOString(),
      action: action as Activity,
      count: Number(count),
    })),
  };
}

/** The query of `summarizeActivity`, for those who measure it. */
export function summaryQuery(db: Reader, accountId: string, from: Date) {
  return db
    .selectFrom('activity')
    .select(sql<Date>`date_trunc('minute', at)`.as('minute'))
    .select('action')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('account_id', '=', accountId)
    .where('id', '>=', idAt(from.getTime()))
    .groupBy([sql`1`, 'action'])
    .orderBy(sql`1`);
}
