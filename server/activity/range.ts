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

/** The stretch month by month (of UTC, as the partitions are), the newest first; what is before the oldest entry comes with it. */
export function* monthsOf({ first, end }: Range, oldest: string): Generator<Range> {
  const newest = Math.min(timeOf(end), Date.now());
  const month = new Date(newest);
  let upper = end;
  for (let at = startOf(month); upper > first; at = startOf(month)) {
    const isLast = at <= timeOf(oldest);
    const lower = isLast ? first : idAt(at);
    if (lower < upper) yield { first: lower > first ? lower : first, end: upper };
    upper = lower;
    if (isLast) return;
    month.setUTCMonth(month.getUTCMonth() - 1, 1);
  }
}

function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

function startOf(month: Date): number {
  return Date.UTC(month.getUTCFullYear(), month.getUTCMonth());
}
