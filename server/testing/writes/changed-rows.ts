import type pg from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** All rows of an account: by table, then by key. */
export type Rows = ReadonlyMap<string, ReadonlyMap<string, Row>>;

/** One column of one row that is not as it was. Of a row that came the old value is undefined, of one that went the new. */
export interface Changed {
  readonly table: string;
  readonly column: string;
  readonly kind: 'came' | 'went' | 'changed';
  /** The row as it is; where it went, as it was. */
  readonly row: Row;
  readonly old?: unknown;
  readonly new?: unknown;
}

interface Table {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** The tables that hold an account's data, from the catalogue; not the record itself. Also those that nobody has thought of here. */
export async function tenantTables(owner: pg.Pool): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `select c.relname as name,
       array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
         where i.indrelid = c.oid and i.indisprimary order by a.attnum) as key,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'activity%'
       and (c.relname = 'accounts' or exists (
         select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped))
     order by 1`,
  );
  return rows;
}

export async function rowsOf(owner: pg.Pool, tables: readonly Table[], accountId: string): Promise<Rows> {
  const all = new Map<string, ReadonlyMap<string, Row>>();
  for (const { name, key } of tables) {
    const column = name === 'accounts' ? 'id' : 'account_id';
    const { rows } = await owner.query<{ row: Row }>(`select to_jsonb(t) as row from ${name} t where ${column} = $1`, [
      accountId,
    ]);
    all.set(name, new Map(rows.map(({ row }) => [key.map((part) => String(row[part])).join(' '), row])));
  }
  return all;
}

export function changedBetween(before: Rows, after: Rows): Changed[] {
  return [...after].flatMap(([table, now]) => {
    const then = before.get(table) ?? new Map<string, Row>();
    return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => changesOf(table, then.get(key), now.get(key)));
  });
}

function changesOf(table: string, then: Row | undefined, now: Row | undefined): Changed[] {
  const row = now ?? then ?? {};
  const kind = then ? (now ? 'changed' : 'went') : 'came';
  return Object.keys(row)
    .filter((column) => JSON.stringify(then?.[column] ?? null) !== JSON.stringify(now?.[column] ?? null))
    .map((column) => ({ table, column, kind, row, old: then?.[column], new: now?.[column] }));
}
