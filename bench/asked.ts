import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { kyselyOver } from '../server/db/kysely-over.ts';
import type { Reader } from '../server/db/pool.ts';

/** The first query that this asks, with its parameters; nothing is connected, and everything is answered with no rows. */
export async function firstAsked(ask: (reader: Reader) => Promise<unknown>): Promise<Pick<CompiledQuery, 'sql' | 'parameters'>> {
  const asked: CompiledQuery[] = [];
  const listening = kyselyOver(async (query) => {
    asked.push(query);
    return { rows: [], rowCount: 0 } as unknown as pg.QueryResult;
  });
  await ask(listening as Reader);
  const [{ sql, parameters } = { sql: '', parameters: [] }] = asked;
  return { sql, parameters };
}
