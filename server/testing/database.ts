import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';

/** The connection strings of one database, for each role. */
export interface DatabaseUrls {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
  readonly worker: string;
}

const ROLES = { owner: 'rollcall_test_owner', app: 'rollcall_test_app', worker: 'rollcall_test_worker' };
const PASSWORD = 'rollcall-test';

/** A test's data need not outlive a power cut: nothing waits for the disk. Three files at once have been seen to hold 83 connections. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };

/** A server for tests: `TEST_DATABASE_URL` (a superuser's), or else an embedded one in the temporary folder. */
export async function startTestServer(): Promise<{ superuserUrl: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { superuserUrl: given, stop: () => Promise.resolve() };
  const folder = await mkdtemp(join(placeOfData(), 'rollcall-test-'));
  await chmod(folder, 0o755);
  const server = await startEmbedded(folder, undefined, SETTINGS);
  return {
    superuserUrl: server.urls.superuser,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const MEMORY = '/dev/shm';
const PLENTY = 6 * 1024 ** 3;

/** Memory where there is plenty of it: each clone is 400 files, which cost a tenth of a run's time on a disk. */
function placeOfData(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, process.availableMemory()) > PLENTY ? MEMORY : tmpdir();
}

/** Makes the migrated database that every test file clones. It is named after the migrations, and used again while they are the same. */
export async function prepareTemplate(superuserUrl: string): Promise<string> {
  const template = `rollcall_template_${fingerprintOfMigrations()}`;
  await asSuperuser(superuserUrl, async (client) => {
    await client.query('select pg_advisory_lock(7014)');
    for (const role of Object.values(ROLES)) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${role} login password '${PASSWORD}'`);
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    await client.query(`create database ${template}_new owner ${ROLES.owner}`);
    const urls = urlsOf(superuserUrl, `${template}_new`);
    await asSuperuser(urls.superuser, (inside) => inside.query(`alter schema public owner to ${ROLES.owner}`));
    await migrate(urls.owner, ROLES);
    await client.query(`alter database ${template}_new rename to ${template}`);
  });
  return template;
}

export interface TestDatabase {
  readonly urls: DatabaseUrls;
  drop(): Promise<void>;
}

/** A database of one's own, with the schema in place and nothing in it. */
export async function cloneDatabase(superuserUrl: string, template: string): Promise<TestDatabase> {
  const name = `rollcall_test_${randomBytes(6).toString('hex')}`;
  // By files, since nothing waits for the disk: half of what writing it to the log costs.
  await asSuperuser(superuserUrl, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy owner ${ROLES.owner}`),
  );
  return {
    urls: urlsOf(superuserUrl, name),
    drop: () => asSuperuser(superuserUrl, (client) => dropDatabase(client, name)),
  };
}

/** Waits for connections that are on their way out: PostgreSQL would tell them that it ends them, and nobody listens any more. */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  for (let waits = 0; waits < 100; waits += 1) {
    const { rowCount } = await client.query('select 1 from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) break;
    await sleep(20);
  }
  await client.query(`drop database ${name} with (force)`);
}

async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The connection strings of one database on a test server. */
export function urlsOf(superuserUrl: string, database: string): DatabaseUrls {
  const parts = /^(postgres(?:ql)?:\/\/)([^@/]*)@([^/]*)\/[^?]*(.*)$/.exec(superuserUrl);
  if (!parts) throw new Error('TEST_DATABASE_URL must be like postgres://user:password@host/database');
  const [, scheme, superuser, host, options] = parts;
  const url = (who: string) => `${scheme}${who}@${host}/${database}${options}`;
  return {
    superuser: url(superuser ?? ''),
    owner: url(`${ROLES.owner}:${PASSWORD}`),
    app: url(`${ROLES.app}:${PASSWORD}`),
    worker: url(`${ROLES.worker}:${PASSWORD}`),
  };
}

function fingerprintOfMigrations(): string {
  const folder = new URL('../db/migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex').slice(0, 12);
}
