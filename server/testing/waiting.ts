import type pg from 'pg';
import { waitFor } from './mail-server.ts';

/** Resolves when somebody in this database waits for a lock. */
export async function somebodyWaits(owner: pg.Pool | pg.PoolClient): Promise<'waits'> {
  return waitFor(async () => {
    const { rowCount } = await owner.query(
      'select 1 from pg_locks l join pg_stat_activity a using (pid) where a.datname = current_database() and not l.granted',
    );
    return rowCount ? 'waits' : null;
  }, 'somebody to wait for a lock');
}
