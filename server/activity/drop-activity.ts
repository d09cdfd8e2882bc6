import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';

interface Dropped {
  readonly months: number;
  readonly entries: number;
}

/**
 * Throws away the months of activity whose every entry is older than so many days (30 at least), of all accounts. Each
 * account that had some keeps an entry that says so, and its chain can be checked still.
 */
export async function dropActivity(db: Database, days: number, by: 'operator' | 'system'): Promise<Dropped> {
  const { rows } = await sql<{ months: number; entries: string }>`
    select months, entries from drop_activity(${days}::int, ${by})`.execute(db.reader(null));
  return { months: rows[0]?.months ?? 0, entries: Number(rows[0]?.entries ?? 0) };
}
