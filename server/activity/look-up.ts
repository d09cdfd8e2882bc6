import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../db/pool.ts';
import { all, besideEach, conditionsOf, type Search } from './conditions.ts';
import { around, type Range } from './range.ts';
import type { Term } from './search-terms.ts';
import type { Walked } from './walk.ts';

const CHUNK = 500;
const FEW = 2_000;

/** Ids of everything that may fit in a stretch, in no order; null where they are more than so many. */
export type LookUp = (range: Range, most: number) => Promise<readonly string[] | null>;

/** A way to look up what may fit, by a block of addresses or the words that were typed; null where neither helps. */
export function lookUpOf(db: Reader, search: Search): LookUp | null {
  const { accountId, filters, terms } = search;
  const { address } = filters;
  const ways: LookUp[] = [];
  // The first: that they are many is soon known.
  if (address?.includes('/')) ways.push((range, most) => idsOf(db, [blockQuery(accountId, address, range, most)], most));
  const nameless = terms.filter(({ named }) => named.length === 0);
  const rarest = terms.filter(hasNames).sort((a, b) => a.named.length - b.named.length)[0];
  if (nameless.length > 0) ways.push(byWords(db, nameless));
  else if (rarest) {
    ways.push((range, most) =>
      idsOf(db, [besideQuery(rarest.beside, range, most), ...takingPart(accountId, rarest.named, range, most)], most),
    );
  }
  return ways.length === 0 ? null : byFirst(ways);
}

/** By the first of them that does not find too many. */
function byFirst(ways: readonly LookUp[]): LookUp {
  return async (range, most) => {
    for (const way of ways) {
      const ids = await way(range, most);
      if (ids) return ids;
    }
    return null;
  };
}

/** By the longest word alone if it is rare, as long words are: an index reads every entry that has one of the words asked for. */
function byWords(db: Reader, terms: readonly Term[]): LookUp {
  const [longest, ...others] = terms.toSorted((a, b) => b.word.length - a.word.length);
  const together = terms.map(({ beside }) => `(${beside})`).join(' & ');
  return async (range, most) => {
    const alone = others.length > 0 && longest ? await idsOf(db, [besideQuery(longest.beside, range, FEW)], FEW) : null;
    return alone ?? idsOf(db, [besideQuery(together, range, most)], most);
  };
}

function hasNames(term: Term): term is Term & { named: readonly string[] } {
  return term.named !== 'many';
}

interface IdRow {
  readonly id: string;
}

async function idsOf(db: Reader, queries: readonly RawBuilder<IdRow>[], most: number): Promise<readonly string[] | null> {
  const ids = new Set<string>();
  for (const query of queries) {
    const { rows } = await query.execute(db);
    for (const { id } of rows) ids.add(id);
    if (rows.length > most || ids.size > most) return null;
  }
  return [...ids];
}

export function besideQuery(words: string, { first, end }: Range, most: number): RawBuilder<IdRow> {
  return sql`select activity_with_words(${words}::tsquery, ${first}::uuid, ${end}::uuid, ${sql.lit(most + 1)}) as id`;
}

/** Blocks are compared by their first and last address, since `<<=` finds no index behind row-level security. */
export function blockQuery(accountId: string, block: string, { first, end }: Range, most: number): RawBuilder<IdRow> {
  const bits = block.includes(':') ? sql.lit(128) : sql.lit(32);
  return sql`
    select activity_id as id from activity_values
    where account_id = ${accountId}::uuid and address >= set_masklen(network(${block}::inet)::inet, ${bits})
      and address <= set_masklen(broadcast(${block}::inet), ${bits})
      and activity_id >= ${first}::uuid and activity_id < ${end}::uuid limit ${sql.lit(most + 1)}`;
}

export function takingPart(accountId: string, ids: readonly string[], { first, end }: Range, most: number): RawBuilder<IdRow>[] {
  const part = (column: string): RawBuilder<IdRow> => sql`
    select id from activity where account_id = ${accountId}::uuid and ${sql.ref(column)} = any(${ids}::uuid[])
      and id >= ${first}::uuid and id < ${end}::uuid limit ${sql.lit(most + 1)}`;
  return [part('actor_id'), part('target_id'), part('on_behalf_of')];
}

/** Which of these fit, the newest first, but no more than so many, for as long as there is patience. `until`: not all were looked at. */
export async function fitting(db: Reader, search: Search, ids: readonly string[], { limit, isPatient }: Bound): Promise<Walked> {
  const sorted = ids.toSorted().reverse();
  const fit: string[] = [];
  for (let from = 0; from < sorted.length; from += CHUNK) {
    const chunk = sorted.slice(from, from + CHUNK);
    const { rows } = await fittingQuery(search, chunk).execute(db);
    fit.push(...rows.map(({ id }) => id));
    if (fit.length >= limit) return { ids: fit.slice(0, limit), until: null };
    if (!isPatient() && from + CHUNK < sorted.length) return { ids: fit, until: chunk.at(-1) ?? null };
  }
  return { ids: fit, until: null };
}

interface Bound {
  readonly limit: number;
  readonly isPatient: () => boolean;
}

export function fittingQuery(search: Search, ids: readonly string[]): RawBuilder<IdRow> {
  const { onEntry, onValues } = conditionsOf(search);
  const { first, end } = around(ids);
  return sql`
    select a.id from unnest(${ids}::uuid[]) found(id)
    cross join lateral (
      select * from activity e where e.account_id = ${search.accountId}::uuid and e.id = found.id
        and e.id >= ${first}::uuid and e.id < ${end}::uuid limit 1) a
    ${besideEach(search.accountId, { first, end })}
    where ${all([...onEntry, ...onValues])} order by a.id desc`;
}
