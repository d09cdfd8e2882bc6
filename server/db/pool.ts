import type { Writable } from 'node:stream';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

/** A query builder whose every query runs in a transaction of its own that sees one account. For reads. */
export type Reader = Kysely<Tables> & { readonly [isReader]: true };
declare const isReader: unique symbol;

/** Inside one transaction that sees one account. A function that writes asks for this type, so it cannot do without. */
export type Tx = Kysely<Tables> & { readonly [isTx]: true; readonly accountId: string };
declare const isTx: unique symbol;

export interface Database {
  /** Reads of one account, or with `null` of none: then only the functions that look across accounts answer. */
  reader(accountId: string | null): Reader;
  /** Reads of the account that this session token (its hash) belongs to; of none where the session is not live. */
  sessionReader(tokenHash: Buffer): Reader;
  /** Reads of the account of whoever this sign-in names; of none where that is nobody, or not one person. */
  signInReader(loginKey: string, accountCode: string | null): Reader;
  /** Runs the work in one transaction, and once more from the start if the database asks for it (40001, 40P01). */
  write<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** True while the database answers. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

const BEGIN = 'begin';
const COMMIT = 'commit';

/** The statement that says which account a transaction sees. Always the transaction's own setting, never the session's. */
interface Scope {
  readonly text: string;
  readonly values: unknown[];
}

function accountScope(accountId: string | null): Scope {
  return { text: "select set_config('app.account_id', $1, true)", values: [accountId ?? ''] };
}

function sessionScope(tokenHash: Buffer): Scope {
  return scopeOf('find_session($1)', [tokenHash]);
}

function signInScope(loginKey: string, accountCode: string | null): Scope {
  return scopeOf('find_sign_in($1, $2)', [loginKey, accountCode]);
}

/** The account that one of the functions that look across accounts answers; none where it answers nothing. */
function scopeOf(door: string, values: unknown[]): Scope {
  return { text: `select set_config('app.account_id', coalesce((select account_id::text from ${door}), ''), true)`, values };
}

/** A pool of at most `size` connections to the database. */
export function openDatabase(url: string, size = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  } as pg.PoolConfig);
  // A lost connection fails the query that uses it; nobody else needs to hear of it, least of all the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return {
    reader: (accountId) => kysely((query) => readOnce(pool, accountScope(accountId), query)) as Reader,
    sessionReader: (tokenHash) => kysely((query) => readOnce(pool, sessionScope(tokenHash), query)) as Reader,
    signInReader: (key, code) => kysely((query) => readOnce(pool, signInScope(key, code), query)) as Reader,
    write: (accountId, work) => writeTwice(pool, accountId, work),
    isReady: async () => {
      const answer = await pool.query('select 1').catch(() => null);
      return answer !== null;
    },
    close: () => pool.end(),
  };
}

const MOST_PREPARED = 500;
const names = new Map<string, string>();

/** Names a statement, so that each connection parses and plans it once. Beyond a bound statements stay nameless. */
function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_PREPARED) {
    name = `rollcall_${names.size}`;
    names.set(text, name);
  }
  return { text, values: values as unknown[], ...(name === undefined ? {} : { name }) };
}

/** What is sent meanwhile leaves together: four statements, one system call instead of a dozen. */
function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/** Begin, account, query, commit in one flight. If any of them fails the query has read nothing and kept nothing. */
async function readOnce(pool: pg.Pool, scope: Scope, query: CompiledQuery): Promise<pg.QueryResult> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    const flight = inOnePacket(client, () => [
      client.query(BEGIN),
      client.query(prepared(scope.text, scope.values)),
      client.query(prepared(query.sql, query.parameters)),
      client.query(COMMIT),
    ]);
    const outcomes = await Promise.allSettled(flight);
    const error = outcomes.find((outcome) => outcome.status === 'rejected');
    if (error) throw error.reason;
    return (outcomes[2] as PromiseFulfilledResult<pg.QueryResult>).value;
  } catch (error) {
    failed = isConnectionLost(error) ? (error as Error) : undefined;
    throw error;
  } finally {
    client.release(failed);
  }
}

async function writeTwice<T>(pool: pg.Pool, accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await writeOnce(pool, accountId, work);
  } catch (error) {
    if (!isTransient(error)) throw error;
    return writeOnce(pool, accountId, work);
  }
}

async function writeOnce<T>(pool: pg.Pool, accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    const { text, values } = accountScope(accountId);
    await Promise.all(inOnePacket(client, () => [client.query(BEGIN), client.query(prepared(text, values))]));
    const tx = Object.assign(
      kysely((query) => client.query(prepared(query.sql, query.parameters))),
      { accountId },
    ) as unknown as Tx;
    const result = await work(tx);
    await client.query(COMMIT);
    return result;
  } catch (error) {
    // A connection that can roll back is good for the next request, whatever the work threw.
    await client.query('rollback').catch((cause: Error) => {
      failed = cause;
    });
    throw error;
  } finally {
    client.release(failed);
  }
}

function isTransient(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01');
}

function isConnectionLost(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || /^(08|57P)/.test(error.code ?? '');
}

/** Whether the error is this unique or foreign key's. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === constraint;
}

function kysely(run: (query: CompiledQuery) => Promise<pg.QueryResult>): Kysely<Tables> {
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const result = await run(query);
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery: () => {
      throw new Error('Streams need a connection without pipelining.');
    },
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => new OneConnectionDriver(connection),
    },
  });
}

const nothing = () => Promise.resolve();

/** Transactions are begun and ended by `write` alone, so a nested one is refused. */
class OneConnectionDriver implements Driver {
  readonly acquireConnection: () => Promise<DatabaseConnection>;
  readonly init = nothing;
  readonly releaseConnection = nothing;
  readonly destroy = nothing;
  readonly beginTransaction = refuse;
  readonly commitTransaction = refuse;
  readonly rollbackTransaction = refuse;

  constructor(connection: DatabaseConnection) {
    this.acquireConnection = () => Promise.resolve(connection);
  }
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('Transactions are begun with Database.write.'));
}
