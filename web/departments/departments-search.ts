import type { Department } from './use-departments.ts';

/** The view as it stands in the address bar. `department` is the id of the one whose members show, or `new` for the form. */
export interface DepartmentsSearch {
  q?: string;
  sort?: DepartmentsSort;
  department?: string;
}

const SORTS = ['name', '-name', 'users', '-users'] as const;

export type DepartmentsSort = (typeof SORTS)[number];

/** Reads any search parameters; what it does not know, it leaves out. */
export function departmentsSearch(search: Readonly<Record<string, unknown>>): DepartmentsSearch {
  const sort = SORTS.find((one) => one === search.sort);
  return {
    ...textAt(search, 'q', 80),
    ...(sort && sort !== 'name' ? { sort } : {}),
    ...textAt(search, 'department', 64),
  };
}

function textAt<K extends string>(
  search: Readonly<Record<string, unknown>>,
  key: K,
  maximum: number,
): Partial<Record<K, string>> {
  const value = search[key];
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, maximum) : '';
  return (text ? { [key]: text } : {}) as Partial<Record<K, string>>;
}

/** The same list by name or by number of users. It comes by name, as the server sorts it. */
export function sorted(departments: readonly Department[], sort: DepartmentsSort): Department[] {
  if (sort === 'name') return [...departments];
  if (sort === '-name') return departments.toReversed();
  const sign = sort === 'users' ? 1 : -1;
  return departments.toSorted((one, other) => sign * (one.users - other.users));
}
