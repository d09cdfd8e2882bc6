import { type ShortListSearch, shortListSearch } from '../short-list/short-list-search.ts';

/** The view as it stands in the address bar. `open` is the id of the one whose members show. */
export type SetsSearch = ShortListSearch<'members', 'open'>;

export const setsSearch = shortListSearch('members', 'open');
