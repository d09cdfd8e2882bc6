import { type ShortListSearch, shortListSearch } from '../short-list/short-list-search.ts';

/** The view as it stands in the address bar. `department` is the id of the one whose members show, or `new` for the form. */
export type DepartmentsSearch = ShortListSearch<'users', 'department'>;

export const departmentsSearch = shortListSearch('users', 'department');
