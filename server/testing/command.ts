import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestApp } from './app.ts';

const run = promisify(execFile);

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of an operator on the test's database, and answers what it said and how it ended. */
export function command(app: TestApp, script: string, ...args: string[]): Promise<Said> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: app.urls.app,
    DATABASE_OWNER_URL: app.urls.owner,
    DATABASE_WORKER_URL: app.urls.worker,
    ROLLCALL_SECRET_KEY: app.config.ROLLCALL_SECRET_KEY,
  };
  const path = join(import.meta.dirname, '../../scripts', script);
  return run(process.execPath, [path, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}
