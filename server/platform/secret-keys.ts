import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';

export type SecretKeys = readonly [Buffer, ...Buffer[]];

/**
 * The keys of `ROLLCALL_SECRET_KEY`, the newest first; else the one of `secret.key` in the data folder, which is made at
 * the first start and which only Rollcall's own user may read. Throws `ConfigError`.
 */
export async function readSecretKeys(config: Config): Promise<SecretKeys> {
  const given = config.ROLLCALL_SECRET_KEY;
  if (given) return given.split(',').map((one) => Buffer.from(one.trim(), 'base64')) as [Buffer, ...Buffer[]];
  const path = join(config.ROLLCALL_DATA_DIR, 'secret.key');
  await makeOnce(path);
  const { mode } = await stat(path);
  if (mode & 0o077) throw new ConfigError(`${path} can be read by others: chmod 600 ${path}, and think about a new key.`);
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length !== 32)
    throw new ConfigError(`${path} holds no key: it must be 32 bytes as base64. Bring it back from a backup.`);
  return [key];
}

/** Appears whole or not at all; of two that start at once, one makes it and both read it. */
async function makeOnce(path: string): Promise<void> {
  const exists = await stat(path).catch(() => null);
  if (exists) return;
  await mkdir(join(path, '..'), { recursive: true });
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await file.sync();
    await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await file.close();
    await rm(unfinished, { force: true });
  }
}
