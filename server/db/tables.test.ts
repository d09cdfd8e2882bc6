import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../testing/database.ts';

/** How a database type arrives in the program. */
const TYPES: Record<string, RegExp> = {
  uuid: /^string$/,
  tsvector: /^string$/,
  text: /^(string|PortalRole|UserStatus|TwoFactorType|InterfaceLanguage|PpqSorting|SipOption|Scope|LeadStatus|ViewedList|Exclude<UserStatus, 'deleted'>|'\w+'( \| '\w+')*)$/,
  inet: /^string$/,
  cidr: /^string$/,
  _text: /^string\[\]$/,
  _uuid: /^string\[\]$/,
  int4: /^number$/,
  int8: /^string$/,
  xid8: /^string$/,
  pg_snapshot: /^string$/,
  bool: /^boolean$/,
  bytea: /^Buffer$/,
  timestamptz: /^(Date|Now)$/,
  jsonb: /^Json<.+>$/,
  json: /^(Json<.+>|ColumnType<Record<string, unknown>, .+>)$/,
};

interface Column {
  readonly type: string;
  readonly isNullable: boolean;
  /** Whether an insert may leave it out. */
  readonly hasDefault: boolean;
  readonly isGenerated: boolean;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase(inject('superuserUrl'), inject('template'));
});
afterAll(() => database.drop());

async function columnsOfDatabase(): Promise<Record<string, Record<string, Column>>> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  const { rows } = await client.query(
    `select table_name as table, column_name as name, udt_name as type, is_nullable = 'YES' as "isNullable",
       column_default is not null or is_identity = 'YES' as "hasDefault", is_generated = 'ALWAYS' as "isGenerated"
     from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'
       and not (select relispartition from pg_class where oid = table_name::regclass)`,
  );
  await client.end();
  const tables: Record<string, Record<string, Column>> = {};
  for (const { table, name, ...column } of rows) tables[table] = { ...tables[table], [name]: column };
  return tables;
}

/** What `tables.ts` declares, read from its text. */
async function columnsOfProgram(): Promise<Record<string, Record<string, Column>>> {
  const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  const text = (
    await Promise.all(
      [
        './tables.ts',
        './tables-of-sign-in.ts',
        './tables-of-providers.ts',
        './tables-of-activity.ts',
        './tables-of-dialer.ts',
      ].map(read),
    )
  ).join('\n');
  const bodyOf = (name: string) => new RegExp(`interface ${name} \\{\\n([^}]*)\\}`).exec(text)?.[1] ?? '';
  const fieldsOf = (body: string) =>
    [...body.matchAll(/^ {2}(\w+):([^;]+);$/gm)].map(
      ([, name, type]) => [name ?? '', (type ?? '').replaceAll(/\s+/g, ' ').replace(/^ (\| )?/, '')] as const,
    );
  return Object.fromEntries(
    fieldsOf(bodyOf('Tables')).map(([table, type]) => [table, Object.fromEntries(fieldsOf(bodyOf(type)).map(columnOf))]),
  );
}

function columnOf([name, declared]: readonly [string, string]): [string, Column] {
  const [, wrapper = '', wrapped] = /^(Generated|GeneratedAlways)<(.+)>$/.exec(declared) ?? [];
  const type = (wrapped ?? declared).replace(/ \| null$/, '');
  const hasDefault = wrapper === 'Generated' || type === 'Now';
  return [name, { type, isNullable: / \| null>?$/.test(declared), hasDefault, isGenerated: wrapper === 'GeneratedAlways' }];
}

it('tables.ts names every table and column of the database, and no other', async () => {
  const [program, data] = [await columnsOfProgram(), await columnsOfDatabase()];
  const names = (tables: object) =>
    Object.entries(tables)
      .map(([table, columns]) => `${table}: ${Object.keys(columns).sort()}`)
      .sort();
  expect(names(data).length).toBeGreaterThan(13);
  expect(names(program)).toEqual(names(data));
});

it('tables.ts says of every column what the database says: its type, whether it may be null, who fills it', async () => {
  const [program, data] = [await columnsOfProgram(), await columnsOfDatabase()];
  for (const [table, columns] of Object.entries(data)) {
    for (const [name, column] of Object.entries(columns)) {
      const declared = program[table]?.[name];
      expect(declared?.type, `${table}.${name}`).toMatch(TYPES[column.type] ?? /^an entry in TYPES$/);
      expect(declared?.isNullable, `${table}.${name} is null`).toBe(column.isNullable);
      expect(declared?.isGenerated, `${table}.${name} is generated`).toBe(column.isGenerated);
      // The type `Json` is given as text, and never left out; `changes` has a default for hand-written SQL.
      if (!column.type.startsWith('json') && !column.isGenerated) {
        expect(declared?.hasDefault, `${table}.${name} has a default`).toBe(column.hasDefault);
      }
    }
  }
});
