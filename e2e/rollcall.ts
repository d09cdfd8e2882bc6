import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const MAIN = fileURLToPath(new URL('../server/main.ts', import.meta.url));

export interface RunningRollcall {
  readonly url: string;
  /** Its data folder, for an operator's commands. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** The product as a person starts it: `node server/main.ts` on a data folder without accounts, with the embedded PostgreSQL. */
export async function startRollcall(settings: Record<string, string> = {}): Promise<RunningRollcall> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-e2e-'));
  await chmod(folder, 0o755);
  // Owners and modes stay, which PostgreSQL looks at.
  if (process.env.VITEST) execFileSync('cp', ['-a', `${inject('dataFolder')}/.`, folder]);
  const port = await freePort();
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, NODE_COMPILE_CACHE, PORT: String(port), ROLLCALL_DATA_DIR: folder, LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await untilReady(child);
  return {
    url: `http://localhost:${port}`,
    folder,
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.on('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
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
