import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type pg from 'pg';
import type { Tables } from './tables.ts';

/** A query builder whose queries are run by this function. Cheap: each read and each transaction has one of its own. */
export function kyselyOver(run: (query: CompiledQuery) => Promise<pg.QueryResult>): Kysely<Tables> {
  const connection: DatabaseConnection = {
    executeQuery: async (query) => {
      const result = await run(query);
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery: () => {
      throw new Error('Streams need a connection without pipelining.');
    },
  };
  const executor = EXECUTOR.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) });
  return new Kysely<Tables>({ config: { dialect: DIALECT }, dialect: DIALECT, driver: DRIVER, executor });
}

const nothing = () => Promise.resolve();
const refuse = () => Promise.reject(new Error('Transactions are begun with Database.write.'));

/** Transactions are begun and ended by `Database.write` alone, so a nested one is refused. */
const DRIVER: Driver = {
  init: nothing,
  destroy: nothing,
  acquireConnection: refuse,
  releaseConnection: nothing,
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
};

const DIALECT: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => DRIVER,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

const EXECUTOR = new DefaultQueryExecutor(DIALECT.createQueryCompiler(), DIALECT.createAdapter(), {
  provideConnection: refuse,
});
