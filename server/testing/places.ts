import { expect } from 'vitest';
import type { TestApp } from './app.ts';

/** Every place in the database, in any schema, where one of the values stands. */
export async function placesOf({ owner }: Pick<TestApp, 'owner'>, values: readonly string[]): Promise<string[]> {
  const { rows: columns } = await owner.query<{ place: string; relation: string; column: string }>(
    `select format('%I.%I.%I', n.nspname, c.relname, a.attname) as place, format('%I.%I', n.nspname, c.relname) as relation,
       quote_ident(a.attname) as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition join pg_namespace n on n.oid = c.relnamespace
     where a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
  );
  expect(columns.length).toBeGreaterThan(100);
  const places: string[] = [];
  for (const { place, relation, column } of columns) {
    for (const value of values) {
      const text = `select 1 from ${relation} where strpos(lower(${column}::text), lower($1)) > 0 limit 1`;
      if ((await owner.query(text, [value])).rowCount) places.push(`${place}: ${value}`);
    }
  }
  return places;
}

/** The tables whose rows belong to a user or an agent, by their keys, and of these the ones where this user has none. */
export async function tablesWithout(
  { owner }: Pick<TestApp, 'owner'>,
  userId: string,
): Promise<{ all: string[]; without: string[] }> {
  const { rows } = await owner.query<{ name: string; column: string }>(
    `select c.conrelid::regclass::text as name, quote_ident(a.attname) as column from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
     where c.contype = 'f' and c.confrelid in ('users'::regclass, 'agents'::regclass) and c.conrelid <> 'accounts'::regclass order by 1`,
  );
  const without: string[] = [];
  for (const { name, column } of rows) {
    if (!(await owner.query(`select 1 from ${name} where ${column} = $1 limit 1`, [userId])).rowCount) without.push(name);
  }
  return { all: rows.map(({ name }) => name), without };
}
