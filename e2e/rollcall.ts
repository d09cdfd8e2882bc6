import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { embeddedUrls } from '../server/db/embedded.ts';
import { cloneDatabase, type DatabaseUrls } from '../server/testing/database.ts';

const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url));

export interface RunningRollcall {
  readonly url: string;
  /** Its database, for reaching behind its back. */
  readonly urls: DatabaseUrls;
  /** What an operator's commands need to find it. */
  readonly place: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * The product as a person starts it: `node server/main.ts`, without accounts. On a database of its own of the tests' PostgreSQL,
 * which is there already; or with an embedded one, as on a fresh machine, which takes three seconds.
 */
export async function startRollcall(
  settings: Record<string, string> = {},
  isEmbedded = !process.env.VITEST,
): Promise<RunningRollcall> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-e2e-'));
  await chmod(folder, 0o755);
  const database = isEmbedded ? null : await cloneDatabase(inject('superuserUrl'), inject('template'));
  const place = { ROLLCALL_DATA_DIR: folder, ...(database ? settingsOf(database.urls) : {}) };
  const port = await freePort();
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, NODE_COMPILE_CACHE, PORT: String(port), ...place, LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilReady(child);
  return {
    url: `http://localhost:${port}`,
    urls: database?.urls ?? (await embeddedUrls(folder)),
    place,
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.on('exit', resolve));
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settingsOf({ app, owner, worker }: DatabaseUrls): Record<string, string> {
  return { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Rollcall is ready')) resolve();
    };
    child.stderr?.on('data', listen);
    child.stdout?.on('data', listen);
    child.on('exit', (code) => reject(new Error(`Rollcall ended with ${code} before it was ready:\n${said}`)));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
