import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { setUpApp } from '../testing/authenticator.ts';
import { untilSealed } from '../testing/chain.ts';
import { fillDialerTables } from '../testing/dialer-rows.ts';
import { type MadeAccount, PASSWORD } from '../testing/factories.ts';
import { beginSignIn } from '../testing/signing-in.ts';
import { openDatabase } from './pool.ts';

interface Table {
  readonly name: string;
  /** What says whose a row is; null where it is nobody's. */
  readonly accountColumn: string | null;
  /** Those that may be written. */
  readonly columns: readonly string[];
}

const TABLES = `select c.relname as name, c.relrowsecurity as secured,
    case when c.relname = 'accounts' then 'id' else (select attname from pg_attribute where attrelid = c.oid and attname = 'account_id') end as "accountColumn",
    (select array_agg(attname::text order by attnum) from pg_attribute
      where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;

let app: TestApp;
let [mine, theirs]: MadeAccount[] = [];
let tables: (Table & { secured: boolean })[];
const pools = new Map<'app' | 'worker', pg.Pool>();
beforeAll(async () => {
  app = await startTestApp();
  [mine, theirs] = [await accountWithRowsEverywhere('mine'), await accountWithRowsEverywhere('theirs')];
  for (const account of [mine, theirs]) await untilSealed(app.owner, account?.id ?? '');
  await app.owner.query("insert into password_reset_requests values (gen_random_uuid(), 'somebody@example.com')");
  tables = (await app.owner.query(TABLES)).rows;
  for (const role of ['app', 'worker'] as const) pools.set(role, new pg.Pool({ connectionString: app.urls[role], max: 1 }));
});
afterAll(async () => {
  for (const pool of pools.values()) await pool.end();
  await app.close();
});

/** Uses the product until every table holds a row of the account. */
async function accountWithRowsEverywhere(name: string): Promise<MadeAccount> {
  const account = await app.make.account({ name });
  const admin = app.visitor();
  await admin.call('signIn', { body: { login: account.owner.email, password: PASSWORD } });
  await admin.call('signIn', { body: { login: `nobody@${name}.example`, password: PASSWORD } });
  await app.visitor().call('signIn', { body: { login: account.owner.email, password: 'Wrong-password-1' } });
  const department = (await admin.call('createDepartment', { body: { name: 'Sales' } })).body.id;
  const email = `ben@${name}.example`;
  await admin.call('createUser', {
    body: { firstName: 'Ben', lastName: 'Okafor', email, portalRoles: ['reports'], departments: [department] },
    headers: { 'idempotency-key': 'first' },
  });
  await app.mail.next(email);
  await fillProviderTables(account, name);
  await fillDialerTables(app, account);
  await setUpApp(app, admin);
  const attempt = await beginSignIn(app.visitor(), account.owner, 'app_code');
  await app.owner.query(
    `insert into remembered_devices (account_id, id, user_id, token_hash, factor, expires_at)
     select account_id, gen_random_uuid(), user_id, sha256($1::text::bytea), 'app', now() from sign_in_attempts where account_id = $2`,
    [attempt, account.id],
  );
  await app.owner.query('insert into allowed_addresses (account_id, id, block) values ($1, gen_random_uuid(), $2)', [
    account.id,
    '192.0.2.0/24',
  ]);
  return account;
}

/** The tables of sign-in by a provider, whose own tests use the product. */
async function fillProviderTables({ id, owner }: MadeAccount, name: string): Promise<void> {
  const sealed = 'decode(repeat($2, 8), $3)';
  await app.owner.query(
    `insert into account_sign_in_providers (account_id, id, name, issuer, client_id, client_secret, key_id)
     values ($1, gen_random_uuid(), 'Acme', 'https://acme.example', 'rollcall', ${sealed}, ${sealed})`,
    [id, '0a', 'hex'],
  );
  await app.owner.query(
    `insert into identities (account_id, id, user_id, issuer, subject, provider_name)
     values ($1, gen_random_uuid(), $2, 'https://acme.example', $3, 'Acme')`,
    [id, owner.id, name],
  );
  await app.owner.query(
    `insert into provider_answers values ($1, sha256($3), $2, 'connect', 'https://acme.example', 'x', 'Acme', null, now() + interval '1 hour')`,
    [id, owner.id, name],
  );
  await app.owner.query(
    `insert into provider_authorizations values (sha256($1), sha256($1), 'acme', 'sign_in', null, 'n', 'v', now() + interval '1 hour')`,
    [name],
  );
}

/** What a statement did as this role with this account set: how many rows, or the code of the refusal. Nothing is kept. */
async function attempt(
  role: 'app' | 'worker',
  accountId: string,
  text: string,
  values: unknown[] = [],
): Promise<number | string> {
  const client = await (pools.get(role) as pg.Pool).connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.account_id', $1, true)", [accountId]);
    return (await client.query(text, values)).rowCount ?? 0;
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const DENIED = '42501';
const nothing = [0, DENIED];

describe('the catalogue', () => {
  it('has row security on for every table', () => {
    expect(tables.length).toBeGreaterThan(13);
    expect(tables.filter(({ secured }) => !secured)).toEqual([]);
  });

  it('has one policy for each tenant table, for the account that is set, and none for the others', async () => {
    const { rows } = await app.owner.query(
      "select tablename, qual, with_check from pg_policies where schemaname = 'public' order by 1",
    );
    const expected = tables.filter((table) => table.accountColumn);
    expect(rows).toEqual(
      expected.map(({ name, accountColumn }) => ({
        tablename: name,
        qual: `(${accountColumn} = current_account())`,
        with_check: null,
      })),
    );
  });

  it('has every row of every table reachable by its owner, so that what follows is not empty', async () => {
    for (const { name, accountColumn } of tables) {
      const where = accountColumn ? `where ${accountColumn} = '${theirs?.id}'` : '';
      const { rowCount } = await app.owner.query(`select 1 from ${name} ${where}`);
      expect(rowCount, `rows in ${name}; let accountWithRowsEverywhere make one`).toBeGreaterThan(0);
    }
  });

  it.each(['app', 'worker'] as const)('gives the role of the %s no ownership and no way around', async (role) => {
    const { rows } = await (pools.get(role) as pg.Pool).query(
      `select rolsuper, rolbypassrls, rolcreaterole, pg_has_role(current_user, (select relowner from pg_class where oid = 'users'::regclass), 'usage') as owner,
         (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = current_user`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owner: false, owned: 0 }]);
  });

  it('leaves no function to everybody that runs with the owner’s rights', async () => {
    const { rows } = await app.owner.query(
      "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and has_function_privilege('public', oid, 'execute')",
    );
    expect(rows).toEqual([]);
  });

  it('has the account in every foreign key between tenant tables', async () => {
    const { rows } = await app.owner.query<{ name: string; pairs: string[] }>(
      `select conname as name, array(select a.attname || '>' || b.attname from unnest(conkey, confkey) k(x, y)
         join pg_attribute a on a.attrelid = conrelid and a.attnum = x join pg_attribute b on b.attrelid = confrelid and b.attnum = y) as pairs
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(10);
    const isTied = ({ pairs }: { pairs: string[] }) =>
      pairs.some((pair) => ['account_id>account_id', 'account_id>id', 'id>account_id'].includes(pair));
    expect(rows.filter((row) => !isTied(row))).toEqual([]);
  });

  it('begins every unique key of a tenant table with the account, but for these', async () => {
    const GLOBAL = {
      accounts_code_key: 'an account code names one account',
      users_id_key: 'a user id is one person everywhere',
      sessions_token_hash_key: 'a token is looked up before the account is known',
      link_tokens_pkey: 'a token is looked up before the account is known',
      dialer_settings_sip_domain: 'a telephony server knows an account by its domain',
      sign_in_attempts_token_hash_key: 'a token is looked up before the account is known',
      remembered_devices_token_hash_key: 'a token names one browser everywhere',
    };
    const { rows } = await app.owner.query<{ name: string; table: string; first: string }>(
      `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table, a.attname as first from pg_index i
       join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indisunique`,
    );
    const columnOf = new Map(tables.map(({ name, accountColumn }) => [name, accountColumn]));
    const others = rows
      .filter(({ table, first }) => columnOf.get(table) && columnOf.get(table) !== first)
      .map(({ name }) => name);
    expect(others.sort()).toEqual(Object.keys(GLOBAL).sort());
  });
});

describe.each(['app', 'worker'] as const)('the role of the %s', (role) => {
  const scopes = () => [mine?.id ?? '', ''];

  it('reads no row of another account, in any table', async () => {
    for (const { name, accountColumn } of tables) {
      for (const scope of scopes()) {
        const where = accountColumn ? `where ${accountColumn} = '${theirs?.id}'` : '';
        expect(nothing, `select from ${name}`).toContain(await attempt(role, scope, `select 1 from ${name} ${where}`));
      }
    }
  });

  it('changes and deletes no row of another account, in any table and column', async () => {
    for (const { name, accountColumn, columns } of tables) {
      const where = accountColumn ? `where ${accountColumn} = '${theirs?.id}'` : '';
      for (const scope of scopes()) {
        for (const column of columns) {
          expect(nothing, `update ${name}.${column}`).toContain(
            await attempt(role, scope, `update ${name} set ${column} = ${column} ${where}`),
          );
        }
        expect(nothing, `delete from ${name}`).toContain(await attempt(role, scope, `delete from ${name} ${where}`));
      }
    }
  });

  it('adds no row to another account, in any table', async () => {
    for (const { name, accountColumn, columns } of tables) {
      const where = accountColumn ? `where ${accountColumn} = '${theirs?.id}'` : '';
      const { rows } = await app.owner.query(`select to_jsonb(t) as row from ${name} t ${where} limit 1`);
      const text = `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1)`;
      for (const scope of scopes()) expect(await attempt(role, scope, text, [rows[0].row]), `insert into ${name}`).toBe(DENIED);
    }
  });

  it('moves no row of its own into another account', async () => {
    for (const { name, accountColumn } of tables.filter((table) => table.accountColumn)) {
      const text = `update ${name} set ${accountColumn} = '${theirs?.id}' where ${accountColumn} = '${mine?.id}'`;
      expect(await attempt(role, mine?.id ?? '', text), name).toBe(DENIED);
    }
  });

  it('empties no table', async () => {
    for (const { name } of tables) expect(await attempt(role, mine?.id ?? '', `truncate ${name} cascade`), name).toBe(DENIED);
  });

  it('cannot change or delete activity, not even its own account’s', async () => {
    for (const table of ['activity', 'activity_values', 'activity_blocks']) {
      const where = `where account_id = '${mine?.id}'`;
      for (const text of [`update ${table} set account_id = account_id ${where}`, `delete from ${table} ${where}`]) {
        expect(await attempt(role, mine?.id ?? '', text), text).toBe(DENIED);
      }
    }
  });
});

describe('the owner of the tables', () => {
  it.each(['activity', 'activity_values', 'activity_blocks'])('cannot change, delete or empty %s either', async (table) => {
    const before = await app.owner.query(`select * from ${table} order by 1, 2`);
    for (const text of [`update ${table} set account_id = account_id`, `delete from ${table}`, `truncate ${table} cascade`]) {
      await expect(app.owner.query(text), text).rejects.toThrow('activity cannot be changed');
    }
    expect((await app.owner.query(`select * from ${table} order by 1, 2`)).rows).toEqual(before.rows);
  });
});

describe('a connection that is used again', () => {
  it('shows nothing after a failed statement, nor where the account is forgotten', async () => {
    const db = openDatabase(app.urls.app, 1);
    const id = mine?.id ?? '';
    const seen = async (accountId: string | null) =>
      (await db.reader(accountId).selectFrom('users').select('id').execute()).length;
    expect(await seen(id)).toBe(2);
    expect(await seen(null)).toBe(0);
    await expect(sql`select 1 / 0`.execute(db.reader(id))).rejects.toThrow('division by zero');
    expect(await seen(null)).toBe(0);
    await expect(db.write(id, (tx) => sql`select 1 / 0`.execute(tx))).rejects.toThrow('division by zero');
    expect(await seen(null)).toBe(0);
    await expect(seen('not a uuid')).rejects.toThrow('invalid input syntax');
    expect(await seen(null)).toBe(0);
    await db.write(id, (tx) => tx.selectFrom('users').select('id').execute());
    expect(await seen(null)).toBe(0);
    expect(await seen(theirs?.id ?? '')).toBe(2);
    await db.close();
  });
});
