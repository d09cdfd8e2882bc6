import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type pg from 'pg';
import { expect } from 'vitest';
import type { Database, Reader, Tx } from '../db/pool.ts';
import type { Tables } from '../db/tables.ts';

/** A node of a plan, as `explain (format json)` writes it. */
export interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly Node[];
}

/** Stands where the product's database stands, and explains each query instead of running it. */
export function explaining(pool: pg.Pool, accountId: string, answers: object[] = [{ count: 0 }]) {
  const plans: Node[] = [];
  const executeQuery = async (query: { sql: string; parameters: readonly unknown[] }) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('app.account_id', $1, true)", [accountId]);
      const { rows } = await client.query(`explain (format json) ${query.sql}`, query.parameters as unknown[]);
      plans.push(rows[0]['QUERY PLAN'][0].Plan);
      return { rows: answers as never[] };
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const nothing = () => Promise.resolve();
  const driver = {
    init: nothing,
    destroy: nothing,
    releaseConnection: nothing,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    acquireConnection: async () => ({ executeQuery, streamQuery: () => expect.unreachable() }),
  };
  const kysely = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const reader = kysely as unknown as Reader;
  const db = { reader: () => reader, sessionReader: () => reader } as unknown as Database;
  return { plans, reader, db, tx: Object.assign(kysely, { accountId }) as unknown as Tx };
}

/** Every node of a plan, from the top. */
export function nodesOf(plan: Node): Node[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
