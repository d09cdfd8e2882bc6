import type { ActivityEntry } from '../../contract/activity-log.ts';
import { dayOf } from '../ui/format.ts';

/** One line of the list: the name of a day, an entry, or the place of entries that are not here. */
export type EntryRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: ActivityEntry }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: Gap };

/** Entries older than `before` that were too many to be told. */
export interface Gap {
  /** Null: nobody knows. */
  readonly count: number | null;
  readonly before: { readonly id: string; readonly at: string };
}

/** The entries under the days in which they happened, in the reader's timezone. */
export function withDays(entries: readonly ActivityEntry[]): EntryRow[] {
  let day = '';
  return entries.flatMap((entry): EntryRow[] => {
    const row = { kind: 'entry', key: entry.id, entry } as const;
    const before = day;
    day = dayOf(entry.at);
    return day === before ? [row] : [{ kind: 'day', key: day, at: entry.at }, row];
  });
}
