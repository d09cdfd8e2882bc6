import { nameKey } from '../../contract/text.ts';

export type BoxSide = 'available' | 'selected';

/** One line of the two boxes. */
export interface BoxItem {
  readonly id: string;
  readonly label: string;
  /** A few quiet words behind the label. */
  readonly detail?: string;
  /** Why it stays where it is; without it, it can be moved. */
  readonly because?: string;
}

/** The lines that have every word of the query. Case and accents do not count. */
export function itemsFound(items: readonly BoxItem[], query: string): readonly BoxItem[] {
  const words = nameKey(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ label, detail = '' }) => {
    const key = nameKey(`${label} ${detail}`);
    return words.every((word) => key.includes(word));
  });
}

/** The line that is meant by letters typed after one another: the next one that begins with them, around the end. */
export function typedAhead(items: readonly BoxItem[], typed: string, active: number): number {
  const key = nameKey(typed);
  // One letter more goes on from the same line, a first letter from the next.
  const start = [...key].length > 1 ? active : active + 1;
  for (let step = 0; step < items.length; step += 1) {
    const index = (start + step) % items.length;
    if (nameKey(items[index]?.label ?? '').startsWith(key)) return index;
  }
  return -1;
}
