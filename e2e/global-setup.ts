import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../server/db/embedded.ts';
import { migrate, roleOf } from '../server/db/migrate.ts';
import { trustTheDisk } from '../server/testing/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dataFolder: string;
  }
}

/** A data folder as a first start leaves it: each Rollcall of a test starts on a copy, without waiting for `initdb` and migrations. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-e2e-data-'));
  await chmod(folder, 0o755);
  const database = await startEmbedded(folder);
  const { owner, app, worker, superuser } = database.urls;
  await migrate(owner, { app: await roleOf(app), worker: await roleOf(worker) });
  await trustTheDisk(superuser);
  await database.stop();
  project.provide('dataFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
