import pg from 'pg';

type Rows = Record<string, string>[];

const HEADER = `-- The database's schema, written from its catalogue by \`npm run generate\`; the migrations make it.
-- :APP and :WORKER stand for the roles of the application and of the background worker.`;

/** What the migrations make of an empty database, as text that is the same every time. Its reader is a person. */
export async function schemaDocument(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const roles = await rolesOf(client);
    const parts = [HEADER];
    for (const { name = '' } of await ask(client, TABLES)) parts.push(await tableText(client, name, roles));
    for (const row of await ask(client, FUNCTIONS)) parts.push(functionText(row, roles));
    return `${parts.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

async function ask(client: pg.Client, text: string, values: unknown[] = []): Promise<Rows> {
  return (await client.query<Record<string, string>>(text, values)).rows;
}

const TABLES = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  and (not relispartition or pg_get_expr(relpartbound, oid) = 'DEFAULT') order by 1`;

/** How a table is cut into partitions, or which one of which table it is. Those of months come and go: only the default stands here. */
const PARTITIONS = `select ' partition by ' || pg_get_partkeydef(oid) as how from pg_class where oid = $1::regclass and relkind = 'p'
  union all
  select ' partition of ' || inhparent::regclass || ' default' from pg_inherits where inhrelid = $1::regclass`;

const COLUMNS = `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull::text as "notNull", attgenerated as generated,
    pg_get_expr(adbin, adrelid) as default, case when attcollation <> typcollation then collname end as collation
  from pg_attribute join pg_type on pg_type.oid = atttypid left join pg_collation c on c.oid = attcollation
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`;

const CONSTRAINTS = `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
  where conrelid = $1::regclass and contype <> 'n' order by array_position(array['p', 'u', 'c', 'f'], contype::text), conname`;

const INDEXES = `select pg_get_indexdef(indexrelid) as definition from pg_index i
  where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u')) order by 1`;

const POLICIES = `select polname as name, pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as check
  from pg_policy where polrelid = $1::regclass order by 1`;

const TRIGGERS = `select pg_get_triggerdef(oid) as definition from pg_trigger where tgrelid = $1::regclass and not tgisinternal order by 1`;

/** Rights on the whole table, and on columns in the order in which they stand. */
const GRANTS = `select grantee::regrole::text as role, lower(privilege) || coalesce(' (' || string_agg(attname, ', ' order by attnum) || ')', '') as right
  from (
    select a.grantee, a.privilege_type as privilege, null::name as attname, 0 as attnum
    from pg_class, aclexplode(relacl) a where oid = $1::regclass and a.grantee <> relowner
    union all
    select a.grantee, a.privilege_type, attname, attnum
    from pg_attribute, aclexplode(attacl) a where attrelid = $1::regclass
  ) rights group by grantee, privilege, attname is null order by 1, 2`;

const FUNCTIONS = `select p.oid::regprocedure::text as identity, proname as name, pg_get_function_arguments(p.oid) as arguments,
    pg_get_function_result(p.oid) as result, lanname as language, prosecdef::text as definer,
    case provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
    array_to_string(proconfig, '; set ') as settings,
    (select string_agg(case a.grantee when 0 then 'public' else a.grantee::regrole::text end, ',')
      from aclexplode(coalesce(proacl, acldefault('f', proowner))) a where a.grantee <> proowner) as callers
  from pg_proc p join pg_language l on l.oid = prolang
  where pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend where objid = p.oid and deptype = 'e') order by proname, arguments`;

/** The roles by what they alone may do, since each database calls them its own way. */
async function rolesOf(client: pg.Client): Promise<Map<string, string>> {
  const caller = `select a.grantee::regrole::text as role from pg_proc, aclexplode(proacl) a where proname = $1 and a.grantee <> proowner`;
  const [app] = await ask(client, caller, ['find_sign_in']);
  const [worker] = await ask(client, caller, ['clean_up']);
  return new Map([
    [app?.role ?? '', ':APP'],
    [worker?.role ?? '', ':WORKER'],
  ]);
}

async function tableText(client: pg.Client, table: string, roles: Map<string, string>): Promise<string> {
  const [columns, constraints] = [await ask(client, COLUMNS, [table]), await ask(client, CONSTRAINTS, [table])];
  const inside = [
    ...columns.map(columnText),
    ...constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
  ].map((line) => `  ${line}`);
  const policies = (await ask(client, POLICIES, [table])).map(
    ({ name, using, check }) => `create policy ${name} on ${table} using (${using})${check ? ` with check (${check})` : ''};`,
  );
  const others = [...(await ask(client, INDEXES, [table])), ...(await ask(client, TRIGGERS, [table]))];
  const grants = (await ask(client, GRANTS, [table])).map(
    ({ role = '', right }) => `grant ${right} on ${table} to ${nameOf(role, roles)};`,
  );
  const [partitions] = await ask(client, PARTITIONS, [table]);
  return [
    `create table ${table} (\n${inside.join(',\n')}\n)${partitions?.how ?? ''};`,
    ...others.map(({ definition = '' }) => `${definition.replaceAll('public.', '')};`),
    ...(await rowSecurity(client, table)),
    ...policies,
    ...grants.sort(),
  ].join('\n');
}

function columnText(column: Rows[number]): string {
  const { name, type, collation, notNull, generated, default: value } = column;
  const filled = generated ? ` generated always as ${value} ${generated === 's' ? 'stored' : 'virtual'}` : ` default ${value}`;
  return `${name} ${type}${collation ? ` collate "${collation}"` : ''}${notNull === 'true' ? ' not null' : ''}${value ? filled : ''}`;
}

async function rowSecurity(client: pg.Client, table: string): Promise<string[]> {
  const isOn = await ask(client, 'select 1 from pg_class where oid = $1::regclass and relrowsecurity', [table]);
  return isOn.length > 0 ? [`alter table ${table} enable row level security;`] : [];
}

function functionText(row: Rows[number], roles: Map<string, string>): string {
  const { identity, name, arguments: given, result, language, volatility, definer, settings, callers } = row;
  const head = `create function ${name}(${given}) returns ${result}`;
  const how = `  language ${language} ${volatility}${definer === 'true' ? ' security definer' : ''}${settings ? ` set ${settings}` : ''};`;
  const allowed = (callers ?? '').split(',').filter(Boolean);
  const to = allowed.map((role) => nameOf(role, roles)).sort();
  return [head, how, ...(to.length > 0 ? [`grant execute on function ${identity} to ${to.join(', ')};`] : [])].join('\n');
}

function nameOf(role: string, roles: Map<string, string>): string {
  return roles.get(role) ?? role;
}
