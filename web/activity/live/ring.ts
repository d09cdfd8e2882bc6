import type { ActivityEntry } from '../../../contract/activity-log.ts';
import type { EntryRow } from '../entry-rows.ts';

/** More rows than this are not kept. */
export const MOST_ROWS = 300;

/** What arrived together, with how many older ones were left out; null: nobody knows how many, if any. */
export interface Arrived {
  readonly entries: readonly ActivityEntry[];
  readonly more: number | null;
}

/** The rows with what arrived, each entry once, the newest first (ids rise with time), and the oldest dropped. */
export function merged(rows: readonly EntryRow[], { entries, more }: Arrived): EntryRow[] {
  const known = new Set(rows.map(({ key }) => key));
  const fresh = entries.filter(({ id }) => !known.has(id)).map((entry): EntryRow => ({ kind: 'entry', key: entry.id, entry }));
  const oldest = entries.reduce<ActivityEntry | null>((least, one) => (least && least.id < one.id ? least : one), null);
  if (oldest && more !== 0) {
    const gap: EntryRow = {
      kind: 'gap',
      key: `gap ${oldest.id}`,
      gap: { count: more, before: { id: oldest.id, at: oldest.at } },
    };
    if (!known.has(gap.key)) fresh.push(gap);
  }
  return joined(rows, fresh);
}

/** Both, in order, each row once. */
export function joined(rows: readonly EntryRow[], others: readonly EntryRow[]): EntryRow[] {
  const byKey = new Map([...rows, ...others].map((row) => [row.key, row]));
  return [...byKey.values()].sort((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1)).slice(0, MOST_ROWS);
}

/** A gap stands right below the entry that it is older than. */
function placeOf(row: EntryRow): string {
  if (row.kind === 'gap') return row.gap.before.id;
  return `${row.key}~`;
}

/** How many entries the rows stand for. */
export function entriesIn(rows: readonly EntryRow[]): number {
  return rows.reduce((sum, row) => sum + (row.kind === 'gap' ? (row.gap.count ?? 0) : 1), 0);
}
