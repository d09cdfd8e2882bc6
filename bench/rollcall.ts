import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../e2e/rollcall.ts';
import type { EmbeddedPostgres } from '../server/db/embedded.ts';

/** The server as `npm start` runs it, without its jobs; it answers when this does. */
export async function startServer(
  folder: string,
  urls: EmbeddedPostgres['urls'],
): Promise<{ server: ChildProcess; port: number }> {
  const chosen = await freePort();
  const child = spawn(process.execPath, [...(await flagsOfStart()), here('../server/main.ts')], {
    env: {
      PATH: process.env.PATH,
      PORT: String(chosen),
      DATABASE_URL: urls.app,
      DATABASE_OWNER_URL: urls.owner,
      DATABASE_WORKER_URL: urls.worker,
      ROLLCALL_DATA_DIR: folder,
      LOG_LEVEL: 'error',
      WORKERS: '0',
      TRUSTED_PROXIES: '127.0.0.1',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await untilAnswers(chosen, '/readyz');
  return { server: child, port: chosen };
}

async function flagsOfStart(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(here('../package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.match(/--\S+/g) ?? [];
}

export async function untilAnswers(at: number, path: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${at}${path}`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Nothing answers on port ${at}.`);
}

/** Its resident memory. */
export async function megabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
