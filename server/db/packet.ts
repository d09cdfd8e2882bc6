import type { Writable } from 'node:stream';
import pg from 'pg';

/** A statement of a packet. */
export interface Statement extends pg.QueryConfig {
  /** Nobody asks what it answers; where it fails, so does what stands behind it. */
  readonly isMute?: boolean;
}

/** What of the driver's connection is used here. */
interface Wire {
  readonly stream: Writable;
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  sync(): void;
}

/** What the driver calls on a query of its own kind; its types leave this out. */
interface DriversQuery {
  name: string | undefined;
  text: string;
  submit(wire: Wire): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleReadyForQuery(wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
}

type Callback = (error: Error | null, result: pg.QueryResult) => void;

const DriversQuery = pg.Query as unknown as new (config: pg.QueryConfig, values: undefined, callback: Callback) => DriversQuery;
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;
const asItIs = (value: unknown) => value;

/** One statement on its way: what is sent of it, and the driver's query that gathers its answer. */
class Part {
  readonly name: string;
  readonly text: string;
  readonly answer: DriversQuery;
  readonly #isMute: boolean;
  readonly #values: unknown[];

  constructor({ name = '', text, values = [], isMute = false }: Statement, callback: Callback) {
    this.name = name;
    this.text = text;
    this.#isMute = isMute;
    // Before anything is sent, since this may throw.
    this.#values = values.map(prepareValue);
    this.answer = new DriversQuery({ text, types: pg.types } as pg.QueryConfig, undefined, callback);
  }

  send(wire: Wire): void {
    const { name, text } = this;
    if (!name || !(wire.parsedStatements[name] || wire.submittedNamedStatements[name])) {
      wire.parse({ name, text });
      if (name) wire.submittedNamedStatements[name] = text;
    }
    wire.bind({ statement: name, values: this.#values, valueMapper: asItIs });
    if (!this.#isMute) wire.describe({ type: 'P', name: '' });
    wire.execute({});
  }

  takeRow(message: unknown): void {
    if (!this.#isMute) this.answer.handleDataRow(message);
  }
}

/**
 * Several statements before one Sync. PostgreSQL answers them in their order and stops at the first that fails; outside a
 * transaction it runs them as one (its documentation, "Pipelining").
 */
class Packet extends DriversQuery {
  readonly #parts: readonly Part[];
  #turn = 0;

  constructor(parts: readonly Part[]) {
    super({ text: '' }, undefined, () => undefined);
    this.#parts = parts;
    this.#nameTurn();
  }

  /** When a statement was parsed the driver asks the query for both, to note which. */
  #nameTurn(): void {
    const part = this.#parts[this.#turn];
    this.name = part?.name;
    this.text = part?.text ?? '';
  }

  override submit(wire: Wire): null {
    wire.stream.cork();
    for (const part of this.#parts) part.send(wire);
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  override handleRowDescription(message: unknown): void {
    this.#parts[this.#turn]?.answer.handleRowDescription(message);
  }

  override handleDataRow(message: unknown): void {
    this.#parts[this.#turn]?.takeRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    this.#parts[this.#turn]?.answer.handleCommandComplete(message, wire);
    this.#turn += 1;
    this.#nameTurn();
  }

  override handleReadyForQuery(wire: Wire): void {
    for (const { answer } of this.#parts) answer.handleReadyForQuery(wire);
  }

  /** What stands before the one that failed has its answer, what stands behind it will have none. */
  override handleError(error: Error, wire: Wire): void {
    for (const { answer } of this.#parts.slice(0, this.#turn)) answer.handleReadyForQuery(wire);
    for (const { name, answer } of this.#parts.slice(this.#turn)) {
      delete wire.submittedNamedStatements[name];
      answer.handleError(error, wire);
    }
  }
}

/** Makes a part of a statement; it answers once its packet was submitted. Throws where a value cannot be sent. */
function partOf(statement: Statement): { readonly part: Part; readonly answer: Promise<pg.QueryResult> } {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
  const part = new Part(statement, (error, result) => (error && !statement.isMute ? reject(error) : resolve(result)));
  return { part, answer: promise };
}

function submit(client: pg.PoolClient, parts: readonly Part[]): void {
  client.query(new Packet(parts) as unknown as pg.Submittable);
}

/** Sends two statements as one packet, and answers what the second does. */
export function sendBoth(client: pg.PoolClient, first: Statement, second: Statement): Promise<pg.QueryResult> {
  const { part, answer } = partOf(second);
  submit(client, [partOf({ ...first, isMute: true }).part, part]);
  return answer;
}

/** What it is given from here until the program waits for something leaves as one packet. */
export function packetsTo(client: pg.PoolClient): (statement: Statement) => Promise<pg.QueryResult> {
  let waiting: Part[] = [];
  const leave = () => {
    submit(client, waiting);
    waiting = [];
  };
  return async (statement) => {
    const { part, answer } = partOf(statement);
    if (waiting.push(part) === 1) process.nextTick(leave);
    return answer;
  };
}
