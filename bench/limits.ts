import { availableParallelism } from 'node:os';
import type { Writable } from 'node:stream';
import { verify } from '@node-rs/argon2';
import Fastify from 'fastify';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';

// What is possible at most, each measured in a process of its own: `node bench/limits.ts NAME` with its input as JSON.

const AT_ONCE = 16;

/** How often per second the bare driver does the same SQL in the same transaction, prepared and sent as Rollcall does. */
async function driver({
  url,
  accountId,
  query,
  seconds,
}: {
  url: string;
  accountId: string;
  query: CompiledQuery;
  seconds: number;
}) {
  const pool = new pg.Pool({ connectionString: url, max: AT_ONCE, pipeline: true } as pg.PoolConfig);
  return inParallel(AT_ONCE, seconds, async () => {
    const client = await pool.connect();
    const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    const flight = Promise.all([
      client.query('begin'),
      client.query({ name: 'scope', text: "select set_config('app.account_id', $1, true)", values: [accountId] }),
      client.query({ name: 'page', text: query.sql, values: query.parameters as unknown[] }),
      client.query('commit'),
    ]);
    stream.uncork();
    await flight;
    client.release();
  });
}

/** How many passwords per second argon2id alone can check on this machine. */
async function argon2({ hash, password, seconds }: { hash: string; password: string; seconds: number }) {
  return inParallel(availableParallelism(), seconds, async () => {
    await verify(hash, password);
  });
}

/** A Fastify that answers the same text to everything. */
async function fastify({ port, text }: { port: number; text: string }) {
  const server = Fastify();
  server.get('/', (_, reply) => reply.type('application/json').send(text));
  await server.listen({ port, host: '127.0.0.1' });
  return null;
}

async function inParallel(width: number, seconds: number, work: () => Promise<void>): Promise<number> {
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
  return done / seconds;
}

const limits: Record<string, (input: never) => Promise<number | null>> = { driver, argon2, fastify };
const [name = '', input = '{}'] = process.argv.slice(2);
const perSecond = await limits[name]?.(JSON.parse(input) as never);
console.log(JSON.stringify(perSecond ?? null));
if (perSecond !== null) process.exit(0);
