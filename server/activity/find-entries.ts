import { sql } from 'kysely';
import type { Reader } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import type { Search } from './conditions.ts';
import type { ActivityFilters } from './filters.ts';
import { fitting, type LookUp, lookUpOf } from './look-up.ts';
import { seesAllActivity } from './policy.ts';
import { Months, newestMonth, type Range, rangeOf } from './range.ts';
import { readTerms } from './search-terms.ts';
import { type Walked, type Way, walk, waysOf } from './walk.ts';

/** Ids of entries that fit, the newest first, and from where a search goes on; null where there are no more. */
export interface Found {
  readonly ids: readonly string[];
  readonly next: string | null;
}

interface Page {
  readonly before: string | undefined;
  readonly limit: number;
}

/** How many entries are walked past before something else is tried, and at most in one page. */
const FEW_STEPS = 1_000;
const MANY_STEPS = 10_000;
/** How many ids a look-up brings at most. */
const MOST_HITS = 10_000;
/** What took less is tried with twice as many months. */
const QUICK_MS = 12;
/** After so long a page ends where it is, and the next goes on. */
const PATIENCE_MS = 40;

/** Looks for entries before a place in the record, each kind of search in the way that is cheap for it: decision 022. */
export async function findEntries(db: Reader, reader: Actor, filters: ActivityFilters, page: Page): Promise<Found> {
  const range = rangeOf(filters, page.before);
  if (range.first >= range.end) return { ids: [], next: null };
  const terms = await readTerms(db, reader.accountId, filters.q);
  const onlyOriginOf = seesAllActivity(reader) ? null : reader.userId;
  const search: Search = { accountId: reader.accountId, filters, terms, onlyOriginOf };
  return pageOf(await new Finder(db, search, page.limit + 1).find(range), page.limit);
}

/** One more than the page holds was looked for, which tells whether there is more. */
function pageOf({ ids, until }: Walked, limit: number): Found {
  if (ids.length <= limit) return { ids, next: until };
  return { ids: ids.slice(0, limit), next: ids[limit - 1] ?? null };
}

/** Whether a way leads to nothing else than what fits. */
function isOneWay({ filters, terms, onlyOriginOf }: Search): boolean {
  const { q: _, from: __, to: ___, action, ...others } = filters;
  // What an actor did of one kind has an index of its own.
  const conditions = filters.actor ? others : { ...others, action };
  const named = Object.values(conditions).filter((value) => value !== undefined && value.length > 0);
  const isBlock = filters.address?.includes('/') ?? false;
  return terms.length === 0 && named.length < 2 && !isBlock && !(onlyOriginOf && filters.address);
}

class Finder {
  readonly #db: Reader;
  readonly #search: Search;
  readonly #limit: number;
  readonly #ways: readonly Way[];
  readonly #until = performance.now() + PATIENCE_MS;

  constructor(db: Reader, search: Search, limit: number) {
    this.#db = db;
    this.#search = search;
    this.#limit = limit;
    this.#ways = waysOf(search);
  }

  async find(range: Range): Promise<Walked> {
    const walked = await this.#walkEach(range);
    if (walked.isDone) return walked.best;
    const lookUp = lookUpOf(this.#db, this.#search);
    if (lookUp) return this.#lookThrough(lookUp, walked.way, range);
    const { ids, until } = walked.best;
    const rest = await this.#walkOn(walked.way, { first: range.first, end: until ?? range.end });
    return { ids: [...ids, ...rest.ids], until: rest.until };
  }

  /** A short walk on every way that is open. The sparsest, which came furthest back, is the best to go on with. */
  async #walkEach(range: Range) {
    let best: { walked: Walked; way: Way } | undefined;
    const most = isOneWay(this.#search) ? this.#limit : FEW_STEPS;
    for (const way of this.#ways) {
      const walked = await this.#walkFrom(way, range, most);
      if (walked.ids.length >= this.#limit || walked.until === null) return { isDone: true as const, best: walked, way };
      if (!best || (walked.until ?? '') < (best.walked.until ?? '')) best = { walked, way };
    }
    if (!best) throw new Error('There is always a way.');
    return { isDone: false as const, best: best.walked, way: best.way };
  }

  async #walkFrom(way: Way, range: Range, most: number): Promise<Walked> {
    const near = newestMonth(range);
    const walked = await walk(this.#db, this.#search, way, near, { most, limit: this.#limit });
    if (walked.until !== null || near.first === range.first) return walked;
    return walk(this.#db, this.#search, way, range, { most, limit: this.#limit });
  }

  /** Many steps, some at a time, for as long as there is patience. */
  async #walkOn(way: Way, { first, end }: Range): Promise<Walked> {
    const found: string[] = [];
    let until = end;
    for (let steps = 0; steps < MANY_STEPS && (steps === 0 || this.#isPatient()); steps += FEW_STEPS) {
      const limit = this.#limit - found.length;
      const walked = await walk(this.#db, this.#search, way, { first, end: until }, { most: FEW_STEPS, limit });
      found.push(...walked.ids);
      if (found.length >= this.#limit || walked.until === null) return { ids: found, until: walked.until };
      until = walked.until;
    }
    return { ids: found, until };
  }

  readonly #isPatient = () => performance.now() < this.#until;

  /** Some months at a time, more where they were quick, for as long as there is patience. */
  async #lookThrough(lookUp: LookUp, way: Way, range: Range): Promise<Walked> {
    const found: string[] = [];
    const months = new Months(range, await this.#oldest());
    for (let stretch = months.next(); stretch; stretch = months.next()) {
      const start = performance.now();
      const hits = await lookUp(stretch, MOST_HITS);
      if (!hits && months.narrow()) continue;
      if (!hits) {
        const { ids, until } = await this.#walkOn(way, stretch);
        return { ids: [...found, ...ids], until: until ?? stretch.first };
      }
      const bound = { limit: this.#limit - found.length, isPatient: this.#isPatient };
      const { ids, until } = await fitting(this.#db, this.#search, hits, bound);
      found.push(...ids);
      if (found.length >= this.#limit || until !== null) return { ids: found, until };
      if (!this.#isPatient() && stretch.first > range.first) return { ids: found, until: stretch.first };
      months.advance(performance.now() - start < QUICK_MS);
    }
    return { ids: found, until: null };
  }

  async #oldest(): Promise<string> {
    const { rows } = await sql<{ id: string }>`
      select id from activity where account_id = ${this.#search.accountId}::uuid order by id limit 1`.execute(this.#db);
    return rows[0]?.id ?? '';
  }
}
