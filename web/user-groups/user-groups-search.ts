/** The view as it stands in the address bar: which user group is open; `new`: one that is being made. */
export interface UserGroupsSearch {
  open?: string;
}

/** Reads any search parameters; what it does not know, it leaves out. */
export function userGroupsSearch({ open }: Readonly<Record<string, unknown>>): UserGroupsSearch {
  return typeof open === 'string' && open !== '' ? { open: open.slice(0, 64) } : {};
}
