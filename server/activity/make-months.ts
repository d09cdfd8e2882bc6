import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';

/** For the worker: the record's partitions for this month and the next three. Throws where some must wait for the next try. */
export async function makeActivityMonths(db: Database): Promise<void> {
  const { rows } = await sql<{ late: number }>`select make_activity_months() as late`.execute(db.reader(null));
  const late = rows[0]?.late ?? 0;
  if (late > 0) throw new Error(`${late} months of activity could not be made, since the tables were in use.`);
}
