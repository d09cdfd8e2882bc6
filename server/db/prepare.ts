import type { CompiledQuery, Kysely } from 'kysely';
import { kyselyOver } from './kysely-over.ts';
import type { Reader, Tx } from './pool.ts';
import type { Tables } from './tables.ts';

/** A query that was built once; asked with its values, on whatever reads or writes. */
type Prepared<V, R> = (db: Reader | Tx, values: V) => Promise<R[]>;

/** What a query can be made of: built, or written as SQL. */
interface Compilable<R> {
  compile(db: Kysely<Tables>): CompiledQuery<R>;
}

const NOTHING_IS_RUN = kyselyOver(() => Promise.reject(new Error('Here queries are only built.')));

/** Stands for a value while the query is built. */
class Place {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Builds a query at its first use, for all further ones: building takes longer than PostgreSQL needs for a small query
 * (decision 023). `build` is given a stand-in for each value, to be used as a parameter and for nothing else.
 */
export function prepareOnce<V extends object, R>(build: (values: V, db: Kysely<Tables>) => Compilable<R>): Prepared<V, R> {
  let compiled: CompiledQuery<R> | undefined;
  return async (db, values) => {
    compiled ??= compile(build);
    const parameters = compiled.parameters.map((one) => (one instanceof Place ? values[one.name as keyof V] : one));
    return (await db.executeQuery<R>({ ...compiled, parameters })).rows;
  };
}

const MOST_SHAPES = 500;

/** The same for queries whose SQL depends on a shape: one is built for each shape that is asked for, up to a bound. */
export function prepareByShape<S, V extends object, R>(
  build: (shape: S, values: V, db: Kysely<Tables>) => Compilable<R>,
): (db: Reader | Tx, shape: S, values: V) => Promise<R[]> {
  const byShape = new Map<string, Prepared<V, R>>();
  return (db, shape, values) => {
    const key = JSON.stringify(shape);
    let query = byShape.get(key);
    if (!query) {
      query = prepareOnce<V, R>((places, builder) => build(shape, places, builder));
      if (byShape.size < MOST_SHAPES) byShape.set(key, query);
    }
    return query(db, values);
  };
}

function compile<V extends object, R>(build: (values: V, db: Kysely<Tables>) => Compilable<R>): CompiledQuery<R> {
  const places = new Proxy({}, { get: (_, name) => new Place(String(name)) }) as V;
  return build(places, NOTHING_IS_RUN).compile(NOTHING_IS_RUN);
}
