import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

const FOLDER = new URL('./migrations/', import.meta.url);

/** The roles that the schema grants rights to. */
export interface Roles {
  readonly app: string;
  readonly worker: string;
}

/** The role of a connection string, as PostgreSQL sees it. Throws where it cannot be reached. */
export async function roleOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ role: string }>('select current_user as role');
  await client.end();
  return rows[0]?.role ?? '';
}

/**
 * Brings the schema up to date, as its owner. Two processes that start at once take turns.
 * Throws where a migration that ran is not there any more (an older Rollcall on a newer database).
 */
export async function migrate(ownerUrl: string, roles: Roles): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7013)');
    await runMigrations({ connectionString: ownerUrl });
    await client.query(
      'create table if not exists migrations (name text primary key, ran_at timestamptz not null default now()); alter table migrations enable row level security',
    );
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const ran = new Set(rows.map((row) => row.name));
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
    const newer = [...ran].filter((name) => !files.includes(name));
    if (newer.length > 0) throw new Error(`The database is newer than this Rollcall: it has ${newer.join(', ')}.`);
    for (const name of files) if (!ran.has(name)) await runFile(client, name, roles);
    await grantJobs(client, roles.worker);
    // Entries of months that cannot be made now have their place all the same, until the next try.
    await client.query('select make_activity_months()');
  } finally {
    await client.end();
  }
}

async function runFile(client: pg.Client, name: string, roles: Roles): Promise<void> {
  const text = await readFile(new URL(name, FOLDER), 'utf8');
  const sql = text
    .replaceAll(/:APP\b/g, pg.escapeIdentifier(roles.app))
    .replaceAll(/:WORKER\b/g, pg.escapeIdentifier(roles.worker));
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`The migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** The worker's role may use the job queue; its tables have row-level security, so it needs a policy on each. */
async function grantJobs(client: pg.Client, worker: string): Promise<void> {
  const role = pg.escapeIdentifier(worker);
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity",
  );
  const policies = rows.map(({ name }) => {
    const table = `graphile_worker.${pg.escapeIdentifier(name)}`;
    return `drop policy if exists worker on ${table}; create policy worker on ${table} to ${role} using (true) with check (true);`;
  });
  await client.query(`begin;
    grant usage on schema graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${role};
    grant usage on all sequences in schema graphile_worker to ${role};
    grant execute on all functions in schema graphile_worker to ${role};
    ${policies.join('\n')}
    commit`);
}

/** What makes a role unfit to be the application's: it would see every account. Empty where it is fit. */
export async function whatIsWrongWith(url: string, owner: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ superuser: boolean; bypass: boolean; isOwner: boolean; owns: string | null }>(
    `select rolsuper as superuser, rolbypassrls as bypass, pg_has_role(current_user, $1::name, 'usage') as "isOwner",
      (select string_agg(relname, ', ') from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and pg_has_role(current_user, relowner, 'usage')) as owns
    from pg_roles where rolname = current_user`,
    [owner],
  );
  await client.end();
  const role = rows[0];
  const wrong: string[] = [];
  if (role?.superuser) wrong.push('is a superuser');
  if (role?.bypass) wrong.push('has BYPASSRLS');
  if (role?.owns && !role.superuser) wrong.push(`owns tables (${role.owns})`);
  else if (role?.isOwner && !role.superuser) wrong.push(`is, or may become, the owner of the tables (${owner})`);
  return wrong;
}
