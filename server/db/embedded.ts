import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Installation, locateInstallation } from './embedded-installation.ts';
import { keepRunning } from './embedded-keeper.ts';

/** The three roles of the embedded server, and the database that they share. */
const ROLES = { owner: 'rollcall_owner', app: 'rollcall_app', worker: 'rollcall_worker' } as const;
const DATABASE = 'rollcall';
const SUPERUSER = 'postgres';

export interface EmbeddedPostgres {
  readonly urls: { readonly owner: string; readonly app: string; readonly worker: string; readonly superuser: string };
  /** What a person should know about where things are; empty where there is nothing unusual. */
  readonly notes: readonly string[];
  /** Ends all connections and stops the server. Resolves when it has written everything down. */
  stop(): Promise<void>;
}

/** Thrown where another Rollcall holds the data folder. */
export class AlreadyRunning extends Error {}

/** Of PostgreSQL, as in its `postgresql.conf`. */
type Settings = Readonly<Record<string, string>>;
type Launchable = Installation & { readonly settings: Settings };

/**
 * Starts PostgreSQL in the data folder, or takes over one that a killed Rollcall left running there; and again each time
 * that it ends by itself. `log` is told of that. `settings` stand above our own. It listens on a Unix socket only and knows its callers by their user id (`peer`), so there is no password.
 * Throws `AlreadyRunning`.
 */
export async function startEmbedded(
  dataDir: string,
  log: (message: string) => void = () => undefined,
  settings: Settings = {},
): Promise<EmbeddedPostgres> {
  const installation = { ...(await locateInstallation(dataDir)), settings };
  if (!(await exists(join(installation.cluster, 'PG_VERSION')))) await initialise(installation);
  await writeAccessRules(installation);
  await mkdir(installation.socketDir, { recursive: true, mode: 0o700 });
  if (installation.runAs) await chown(installation.socketDir, installation.runAs.uid, installation.runAs.gid);

  const urls = urlsOf(installation);
  const open = async (isWanted: () => boolean) => {
    const lock = await connect(installation, urls.superuser, isWanted);
    await takeLock(lock, installation);
    return lock;
  };
  const lock = await open(() => true);
  await createRoles(lock, urls);
  const keeper = keepRunning(lock, open, log);
  const stop = async () => {
    const last = await keeper.stop();
    await end(installation, last, urls.superuser);
  };
  return { urls, notes: installation.notes, stop };
}

/** The connection strings of a server that runs in the data folder, without starting one. */
export async function embeddedUrls(dataDir: string): Promise<EmbeddedPostgres['urls']> {
  return urlsOf(await locateInstallation(dataDir));
}

/** Makes the cluster beside its place and moves it there whole, so that neither a kill nor a second start leaves half of one. */
async function initialise({ bin, cluster, runAs, env }: Installation): Promise<void> {
  const unfinished = `${cluster}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  if (runAs) await chown(unfinished, runAs.uid, runAs.gid);
  const args = ['-D', unfinished, '-U', SUPERUSER, '-E', 'UTF8', '--locale=C.UTF-8', '--auth=peer', '--no-instructions'];
  const result = spawnSync(join(bin, 'initdb'), args, { ...runAs, env, cwd: unfinished, encoding: 'utf8' });
  if (result.status === 0 && (await moveTo(unfinished, cluster))) return;
  await rm(unfinished, { recursive: true, force: true });
  if (result.status === 0) return;
  throw new Error(`The database could not be made in ${cluster}: ${result.stderr || result.error?.message}`);
}

/** False where another start has put its own there first. */
async function moveTo(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (await exists(join(to, 'PG_VERSION'))) return false;
    throw error;
  }
}

async function writeAccessRules({ cluster, runAs }: Installation): Promise<void> {
  const files = {
    'pg_hba.conf': 'local all all peer map=rollcall\n',
    'pg_ident.conf': [userInfo().username, 'root'].map((name) => `rollcall ${name} all\n`).join(''),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(cluster, name);
    await writeFile(path, text, { mode: 0o600 });
    await chmod(path, 0o600);
    if (runAs) await chown(path, runAs.uid, runAs.gid);
  }
}

function launch({ bin, cluster, socketDir, runAs, env, settings }: Launchable): ChildProcess {
  const all: Settings = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const log = openSync(join(cluster, '..', 'postgres.log'), 'a', 0o600);
  const args = ['-D', cluster, ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  // Detached: Ctrl-C in a terminal must reach Rollcall first, which stops the database after the last request.
  const child = spawn(join(bin, 'postgres'), args, { ...runAs, env, cwd: cluster, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  return child;
}

function urlsOf({ socketDir }: Installation): EmbeddedPostgres['urls'] {
  const url = (role: string, database: string) => `postgres://${role}@/${database}?host=${encodeURIComponent(socketDir)}`;
  return {
    owner: url(ROLES.owner, DATABASE),
    app: url(ROLES.app, DATABASE),
    worker: url(ROLES.worker, DATABASE),
    superuser: url(SUPERUSER, 'postgres'),
  };
}

/** Connects as soon as the server answers, within 30 seconds (a crash may have left much to replay), while it is wanted. */
async function connect(installation: Launchable, url: string, isWanted: () => boolean): Promise<pg.Client> {
  const deadline = Date.now() + 30_000;
  let child: ChildProcess | null = null;
  for (let launches = 0; ; await sleep(20)) {
    // A server that was killed leaves processes that hold its memory for a moment: then the first launches fail.
    if (child?.exitCode != null) await sleep(250);
    if (child?.exitCode !== null && launches < 20 && (await runningPid(installation)) === null) {
      child = launch(installation);
      launches += 1;
    }
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (isWanted() && Date.now() < deadline && (launches < 20 || child?.exitCode === null)) continue;
      const log = join(installation.cluster, '..', 'postgres.log');
      throw new Error(`PostgreSQL did not start; ${log} says why.`, { cause: error });
    }
  }
}

/** One Rollcall per data folder: the lock is a connection's, so it cannot outlive the process that took it. */
async function takeLock(client: pg.Client, { cluster }: Installation): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock(7012) as taken');
  if (rows[0]?.taken) return;
  await client.end();
  throw new AlreadyRunning(`Rollcall is already running on ${join(cluster, '..')}.`);
}

async function createRoles(client: pg.Client, urls: EmbeddedPostgres['urls']): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select rolname as name from pg_roles where rolname like 'rollcall%'");
  const known = new Set(rows.map((row) => row.name));
  for (const role of Object.values(ROLES)) if (!known.has(role)) await client.query(`create role ${role} login`);
  const databases = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (databases.rowCount === 0) await client.query(`create database ${DATABASE} owner ${ROLES.owner}`);
  const inside = new pg.Client({ connectionString: urls.superuser.replace('/postgres?', `/${DATABASE}?`) });
  await inside.connect();
  await inside.query(`alter schema public owner to ${ROLES.owner}; create extension if not exists pg_trgm`);
  await inside.end();
}

async function end(installation: Installation, lock: pg.Client | null, url: string): Promise<void> {
  const pid = await runningPid(installation);
  await waitForOthers(url).catch(() => undefined);
  await lock?.end().catch(() => undefined);
  if (pid === null) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid) && (await isPostgres(pid))) await sleep(20);
}

/** Waits, two seconds at most, for closed pools' connections: to those still open the server's end would be an error. */
async function waitForOthers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  for (let waits = 0; waits < 100; waits += 1) {
    const { rowCount } = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and usename <> current_user",
    );
    if (rowCount === 0) break;
    await sleep(20);
  }
  await client.end();
}

/** The pid of the server on this cluster, or null. A pid file that a crash left behind does not count. */
async function runningPid({ cluster }: Installation): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && isAlive(pid) && (await isPostgres(pid)) ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the pid is a PostgreSQL still (pids are used again). A zombie has no command line. Without /proc: assume so. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes('postgres');
}

async function exists(path: string): Promise<boolean> {
  return (await readFile(path, 'utf8').catch(() => null)) !== null;
}
