import type { CompiledQuery, Kysely } from 'kysely';
import pg from 'pg';
import { commitBell } from './commit-bell.ts';
import { accountScope, flight, prepared, type Scope, sessionScope, signInScope } from './flight.ts';
import { Journal, type Unrecorded } from './journal.ts';
import { kyselyOver } from './kysely-over.ts';
import { type Listener, listen } from './listener.ts';
import { packetsTo } from './packet.ts';
import { shareListener } from './shared-listener.ts';
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
  /**
   * Runs the work in one transaction, and once more from the start if the database asks for it (40001, 40P01). What writes
   * records (`platform/activity.ts`): else it fails and nothing is kept, unless `unrecorded` says why that is right.
   */
  write<T>(accountId: string, work: (tx: Tx) => Promise<T>, how?: How): Promise<T>;
  /**
   * Calls `heard` soon after what any process commits with `write` (once for all commits of 50 ms), and when some may have
   * been missed. A process that dies right after its commit tells nobody, so whoever needs to know looks now and then, too.
   */
  hearCommits(heard: () => void): Listener;
  /** True while the database answers. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}

interface How {
  readonly unrecorded?: Unrecorded;
}

const BEGIN = { name: 'begin', text: 'begin', isMute: true };
const COMMIT = { name: 'commit', text: 'commit' };
const ROLLBACK = { name: 'rollback', text: 'rollback' };
const COMMITS = 'rollcall_commits';

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
  const bell = commitBell(() => pool.query(`notify ${COMMITS}`));
  return {
    reader: (accountId) => kyselyOver((query) => readOnce(pool, accountScope(accountId), query)) as Reader,
    sessionReader: (tokenHash) => kyselyOver((query) => readOnce(pool, sessionScope(tokenHash), query)) as Reader,
    signInReader: (key, code) => kyselyOver((query) => readOnce(pool, signInScope(key, code), query)) as Reader,
    write: async (accountId, work, how = {}) => {
      const result = await writeTwice(pool, accountId, work, how);
      bell.ring();
      return result;
    },
    hearCommits: shareListener((heard) => listen(url, COMMITS, heard)),
    isReady: async () => {
      const answer = await pool.query('select 1').catch(() => null);
      return answer !== null;
    },
    close: async () => {
      await bell.end();
      await pool.end();
    },
  };
}

/** One query in a transaction of its own. If any part of it fails the query has read nothing and kept nothing. */
async function readOnce(pool: pg.Pool, scope: Scope, query: CompiledQuery): Promise<pg.QueryResult> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    return await flight(client, scope, prepared(query.sql, query.parameters));
  } catch (error) {
    failed = isConnectionLost(error) ? (error as Error) : undefined;
    throw error;
  } finally {
    client.release(failed);
  }
}

async function writeTwice<T>(pool: pg.Pool, accountId: string, work: (tx: Tx) => Promise<T>, how: How): Promise<T> {
  try {
    return await writeOnce(pool, accountId, work, how);
  } catch (error) {
    if (!isTransient(error)) throw error;
    return writeOnce(pool, accountId, work, how);
  }
}

async function writeOnce<T>(pool: pg.Pool, accountId: string, work: (tx: Tx) => Promise<T>, how: How): Promise<T> {
  const client = await pool.connect();
  const send = packetsTo(client);
  let failed: Error | undefined;
  // Its connection is somebody else's then, in another account maybe.
  let hasEnded = false;
  try {
    // Nothing waits for the beginning: what is sent behind one that fails, fails too.
    void send(BEGIN);
    void send({ ...accountScope(accountId), isMute: true });
    const journal = new Journal();
    const run = async (query: CompiledQuery) => {
      if (hasEnded) return refuseLate();
      const result = await send(prepared(query.sql, query.parameters));
      journal.note(query.sql, result);
      return result;
    };
    const tx = Object.assign(kyselyOver(run), { accountId }) as unknown as Tx;
    const result = await work(tx);
    journal.demandRecorded(how.unrecorded);
    hasEnded = true;
    await send(COMMIT);
    return result;
  } catch (error) {
    hasEnded = true;
    // A connection that can roll back is good for the next request, whatever the work threw.
    await send(ROLLBACK).catch((cause: Error) => {
      failed = cause;
    });
    throw error;
  } finally {
    client.release(failed);
  }
}

function refuseLate(): Promise<never> {
  return Promise.reject(new Error('The transaction has ended: this query of it was not waited for.'));
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
