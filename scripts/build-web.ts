import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(ROOT, 'dist/web');
const STAMP = join(OUTPUT, '.sources');
const SOURCES = ['web', 'contract', 'vite.config.ts', 'postcss.config.mjs', 'package-lock.json'];

/** Builds the web app, unless what it is made of has not changed since the last time. */
async function buildWeb(): Promise<void> {
  const fingerprint = await fingerprintOf(SOURCES);
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === fingerprint) return;
  console.error('Building the web app. This takes some seconds, once.');
  const { build } = await import('vite');
  await build({ root: join(ROOT, 'web'), configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  await writeFile(STAMP, fingerprint);
}

async function fingerprintOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesBelow(join(ROOT, path))) hash.update(file.slice(ROOT.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** The file itself, or every file in the folder, in a fixed order. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

await buildWeb();
