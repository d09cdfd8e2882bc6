import type { ActivityFilters } from './filters.ts';

/** A stretch of the record: from the first id, and below the end. Ids are UUIDv7, so this is a stretch of time. */
export interface Range {
  readonly first: string;
  readonly end: string;
}

const LEAST = '00000000-0000-0000-0000-000000000000';
const MOST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Where the filters look, before a place in the record. */
export function rangeOf({ from, to }: ActivityFilters, before: string | undefined): Range {
  const end = to === undefined ? MOST : idAt(Date.parse(to));
  return {
    first: from === undefined ? LEAST : idAt(Date.parse(from)),
    end: before !== undefined && before < end ? before : end,
  };
}

/** The least id that an entry of this moment (milliseconds since 1970) can have. */
export function idAt(moment: number): string {
  const hex = Math.max(0, moment).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}${LEAST.slice(13)}`;
}

/** The least stretch, of whole milliseconds, that holds these ids. */
export function around(ids: readonly string[]): Range {
  const sorted = ids.toSorted();
  const last = sorted.at(-1);
  return { first: sorted[0] ?? LEAST, end: last === undefined || timeOf(last) >= timeOf(MOST) ? MOST : idAt(timeOf(last) + 1) };
}

/** The newest month of a stretch: most pages are found there, and a plan for one partition is made in a moment. */
export function newestMonth({ first, end }: Range): Range {
  const start = idAt(startOf(new Date(Math.min(timeOf(end), Date.now()))));
  return { first: start > first && start < end ? start : first, end };
}

/** A stretch by months (of UTC, as the partitions are), from the newest; what is before the oldest entry comes with it. */
export class Months {
  readonly #range: Range;
  readonly #oldest: number;
  #end: string;
  #count = 1;
  #current: Range | null = null;

  constructor(range: Range, oldest: string) {
    this.#range = range;
    this.#oldest = timeOf(oldest);
    this.#end = range.end;
  }

  /** What is to be looked through now; null at the end. */
  next(): Range | null {
    if (this.#end <= this.#range.first) return null;
    const month = new Date(Math.min(timeOf(this.#end) - 1, Date.now()));
    const start = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1 - this.#count);
    const first = start <= this.#oldest ? this.#range.first : idAt(start);
    this.#current = { first: first > this.#range.first ? first : this.#range.first, end: this.#end };
    return this.#current;
  }

  /** The same again, but one month only. False where it is one already. */
  narrow(): boolean {
    const isNarrower = this.#count > 1;
    this.#count = 1;
    return isNarrower;
  }

  /** On to what is before; with twice as many months where it was quick. */
  advance(isQuick: boolean): void {
    this.#end = this.#current?.first ?? this.#range.first;
    this.#count = isQuick ? this.#count * 2 : 1;
  }
}

function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

function startOf(month: Date): number {
  return Date.UTC(month.getUTCFullYear(), month.getUTCMonth());
}
