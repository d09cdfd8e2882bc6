import type { AgentSet } from './set-kind.ts';

const SORTS = ['name', '-name', 'members', '-members'] as const;
export type SetsSort = (typeof SORTS)[number];

/** The view as it stands in the address bar. `open` is the id of the one whose members show. */
export interface SetsSearch {
  q?: string;
  sort?: SetsSort;
  open?: string;
}

/** Reads any search parameters; what it does not know, it leaves out. */
export function setsSearch(search: Readonly<Record<string, unknown>>): SetsSearch {
  const sort = SORTS.find((one) => one === search.sort);
  return {
    ...textAt(search, 'q', 80),
    ...(sort && sort !== 'name' ? { sort } : {}),
    ...textAt(search, 'open', 64),
  };
}

function textAt(search: Readonly<Record<string, unknown>>, key: 'q' | 'open', maximum: number): SetsSearch {
  const value = search[key];
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, maximum) : '';
  return text ? { [key]: text } : {};
}

/** The same list by name or by number of members. It comes by name, as the server sorts it. */
export function sorted(sets: readonly AgentSet[], sort: SetsSort): AgentSet[] {
  if (sort === 'name') return [...sets];
  if (sort === '-name') return sets.toReversed();
  const sign = sort === 'members' ? 1 : -1;
  return sets.toSorted((one, other) => sign * (one.members - other.members));
}
