import pg from 'pg';
import type { DatabaseUrls } from './database.ts';

/** A database that is to be filled: a test's, or the bench's. */
export interface Filled {
  readonly owner: pg.Pool;
  readonly urls: Pick<DatabaseUrls, 'superuser'>;
}

/**
 * Puts very many rows in place, all or none: no trigger tells anybody of them, and no foreign key is looked up, which is half
 * of what they cost. Whoever writes them answers for them.
 */
export async function inBulk({ superuser }: Filled['urls'], work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: superuser });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await work(client);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
