import type { Writable } from 'node:stream';
import pg from 'pg';

/** The statement that says which account a transaction sees. Always the transaction's own setting, never the session's. */
export interface Scope {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

export function accountScope(accountId: string | null): Scope {
  return { name: 'scope_account', text: "select set_config('app.account_id', $1, true)", values: [accountId ?? ''] };
}

export function sessionScope(tokenHash: Buffer): Scope {
  return scopeOf('find_session($1)', [tokenHash]);
}

export function signInScope(loginKey: string, accountCode: string | null): Scope {
  return scopeOf('find_sign_in($1, $2)', [loginKey, accountCode]);
}

/** The account that one of the functions that look across accounts answers; none where it answers nothing. */
function scopeOf(door: string, values: unknown[]): Scope {
  const text = `select set_config('app.account_id', coalesce((select account_id::text from ${door}), ''), true)`;
  return { name: `scope_${door.replace(/\(.*/, '')}`, text, values };
}

const MOST_PREPARED = 500;
const names = new Map<string, string>();

/** Names a statement, so that each connection parses and plans it once. Beyond a bound statements stay nameless. */
export function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_PREPARED) {
    name = `rollcall_${names.size}`;
    names.set(text, name);
  }
  return { text, values: values as unknown[], ...(name === undefined ? {} : { name }) };
}

/** What of the driver's connection is used here. */
interface Wire {
  readonly stream: Writable;
  readonly parsedStatements: Readonly<Record<string, string>>;
  bind(message: { statement: string; values: unknown[]; valueMapper: (value: unknown) => unknown }): void;
  execute(message: object): void;
}

/** What the driver calls on a query of its own kind; its types leave this out. */
interface DriversQuery {
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}

type Callback = (error: Error | null, result: pg.QueryResult) => void;

const DriversQuery = pg.Query as unknown as new (config: pg.QueryConfig, values: undefined, callback: Callback) => DriversQuery;

/**
 * Two statements, the scope and the query, before one Sync: PostgreSQL runs them as one transaction, and skips the query
 * where the scope fails (its documentation, "Pipelining"). The scope must have been parsed on this connection.
 */
class ScopedQuery extends DriversQuery {
  readonly #scope: Scope;
  #isInScope = true;

  constructor(scope: Scope, query: pg.QueryConfig, callback: Callback) {
    super(query, undefined, callback);
    this.#scope = scope;
  }

  override prepare(wire: Wire): void {
    wire.bind({ statement: this.#scope.name, values: this.#scope.values, valueMapper: (value) => value });
    wire.execute({});
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (!this.#isInScope) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#isInScope) this.#isInScope = false;
    else super.handleCommandComplete(message, wire);
  }
}

/** Runs one query in a transaction of its own that sees what the scope says. Both leave in one packet. */
export function flight(client: pg.PoolClient, scope: Scope, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const wire = wireOf(client);
  return inOnePacket(client, () => {
    // The first time on this connection. If it fails, so does the query, for want of its scope.
    if (!wire.parsedStatements[scope.name]) client.query({ ...scope }).catch(() => undefined);
    return new Promise<pg.QueryResult>((resolve, reject) => {
      const answer: Callback = (error, result) => (error ? reject(error) : resolve(result));
      client.query(new ScopedQuery(scope, query, answer) as unknown as pg.Submittable);
    });
  });
}

/** What is sent on this connection from here until the program waits for something leaves together, in one system call. */
export function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = wireOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
  return send();
}

function wireOf(client: pg.PoolClient): Wire {
  return (client as unknown as { connection: Wire }).connection;
}
