import { randomBytes, randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { verify } from '@node-rs/argon2';
import Fastify from 'fastify';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { flight, type Scope } from '../server/db/flight.ts';
import { hashOf } from '../server/platform/tokens.ts';
import { Turnstile } from '../server/platform/turnstile.ts';

// What is possible at most, each measured in a process of its own: `node bench/limits.ts NAME` with its input as JSON.

const AT_ONCE = 16;

interface Query {
  readonly url: string;
  readonly scope: Scope;
  readonly query: CompiledQuery;
}

/** The same SQL in the same transaction, prepared, packed and sent as Rollcall does, over as many connections. */
function ask({ url, scope, query }: Query): () => Promise<pg.QueryResult> {
  const max = 4 * availableParallelism();
  const pool = new pg.Pool({ connectionString: url, max, pipeline: true } as pg.PoolConfig);
  const values = scope.values.map(asSent);
  const parameters = query.parameters.map(asSent);
  return async () => {
    const client = await pool.connect();
    const answer = await flight(client, { ...scope, values }, { name: 'same', text: query.sql, values: parameters });
    client.release();
    return answer;
  };
}

/** A hash arrives as JSON writes it. */
function asSent(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'data' in value ? Buffer.from(value.data as number[]) : value;
}

/** How often per second the bare driver asks it, once it is warm. */
async function driver({ seconds, ...query }: Query & { seconds: number }): Promise<Limit> {
  const once = ask(query);
  await inParallel(AT_ONCE, 1, once);
  return inParallel(AT_ONCE, seconds, once);
}

/** How many passwords per second argon2id alone can check on this machine. */
async function argon2({ hash, password, seconds }: { hash: string; password: string; seconds: number }): Promise<Limit> {
  return inParallel(availableParallelism(), seconds, () => verify(hash, password));
}

/** A Fastify that answers the same text to everything, with a query before it if one is given. */
async function fastify({ port, text, query }: { port: number; text: string; query?: Query }) {
  const server = Fastify();
  const once = query ? ask(query) : null;
  server.get('/', async (_, reply) => {
    await once?.();
    return reply.type('application/json').send(text);
  });
  await server.listen({ port, host: '127.0.0.1' });
  return null;
}

/** A Fastify that looks somebody up, checks the password and inserts one row: the least that a sign-in can be. */
async function signIn({ port, url, hash, people }: { port: number; url: string; hash: string; people: number }) {
  const max = 4 * availableParallelism();
  const pool = new pg.Pool({ connectionString: url, max });
  await pool.query(`
    drop schema if exists bench cascade;
    create schema bench;
    create table bench.people (email text primary key, id uuid not null default gen_random_uuid(), password_hash text not null);
    create table bench.sessions (id uuid primary key, user_id uuid not null, token_hash bytea not null unique)`);
  const all =
    "insert into bench.people (email, password_hash) select 'user' || n || '@bench.example', $1 from generate_series(0, $2 - 1) n";
  await pool.query(all, [hash, people]);
  await pool.query('analyze bench.people');
  const hashing = new Turnstile(availableParallelism(), 200);
  const server = Fastify();
  server.post('/api/v1/sessions', async ({ body }, reply) => {
    const { login, password } = body as { login: string; password: string };
    const text = 'select id, password_hash from bench.people where email = $1';
    const { rows } = await pool.query<{ id: string; password_hash: string }>({ name: 'look-up', text, values: [login] });
    const [person] = rows;
    if (!person || !(await hashing.pass(() => verify(person.password_hash, password)))) return reply.code(401).send();
    const token = randomBytes(32).toString('base64url');
    const insert = 'insert into bench.sessions values ($1, $2, $3)';
    await pool.query({ name: 'insert', text: insert, values: [randomUUID(), person.id, hashOf(token)] });
    return reply.code(201).header('set-cookie', `session=${token}; HttpOnly`).send({ next: 'done' });
  });
  server.get('/', async () => 'ready');
  await server.listen({ port, host: '127.0.0.1' });
  return null;
}

export interface Limit {
  readonly perSecond: number;
  /** Milliseconds of processor time of this process, for each. */
  readonly processor: number;
}

async function inParallel(width: number, seconds: number, work: () => Promise<unknown>): Promise<Limit> {
  const before = process.cpuUsage();
  const end = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (performance.now() < end) {
        await work();
        done += 1;
      }
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { perSecond: done / seconds, processor: (user + system) / 1000 / done };
}

const limits: Record<string, (input: never) => Promise<Limit | null>> = { driver, argon2, fastify, signIn };
const [name = '', input = '{}'] = process.argv.slice(2);
const limit = await limits[name]?.(JSON.parse(input) as never);
console.log(JSON.stringify(limit ?? null));
if (limit !== null) process.exit(0);
