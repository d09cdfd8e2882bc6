/** The view as it stands in the address bar: which role is open (`new`: one that is being made), and on which of its two sides. */
export interface RolesSearch {
  open?: string;
  tab?: 'agents';
}

/** Reads any search parameters; what it does not know, it leaves out. */
export function rolesSearch({ open, tab }: Readonly<Record<string, unknown>>): RolesSearch {
  if (typeof open !== 'string' || open === '') return {};
  return { open: open.slice(0, 64), ...(tab === 'agents' ? { tab } : {}) };
}
