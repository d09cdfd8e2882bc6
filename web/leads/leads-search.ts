import { LEAD_SORTS, LEAD_STATUSES, type LeadSort, type LeadStatus } from '../../contract/leads.ts';

/** The columns that may be hidden. The name always shows. */
export const LEAD_COLUMNS = ['phone', 'status', 'agent', 'weight', 'callBackAt', 'language', 'group', 'createdAt'] as const;
export type LeadColumn = (typeof LEAD_COLUMNS)[number];

const YES_NO = ['yes', 'no'] as const;
type YesNo = (typeof YES_NO)[number];

/** What the list shows, as it stands in the address. */
export interface LeadsView {
  readonly q: string;
  readonly status: readonly LeadStatus[];
  readonly language: readonly string[];
  readonly group: readonly string[];
  readonly agent: readonly string[];
  readonly assigned: YesNo | null;
  readonly due: YesNo | null;
  readonly sort: LeadSort;
  readonly descending: boolean;
  readonly hidden: readonly LeadColumn[];
  /** The lead that is open, by its id; `new`: the form for another. */
  readonly lead: string | null;
  /** The saved view that was chosen, by its id. */
  readonly view: string | null;
}

const PARAMETERS = ['q', 'status', 'language', 'group', 'agent', 'assigned', 'due', 'sort', 'hidden', 'lead', 'view'] as const;
export type LeadsSearch = { readonly [K in (typeof PARAMETERS)[number]]?: string };

/** Reads any search parameters; what it does not know, it leaves out. */
export function leadsSearch(search: Record<string, unknown>): LeadsSearch {
  return searchOf(viewOf(search));
}

/** What any search parameters say about the view. Never throws. */
export function viewOf(search: Readonly<Record<string, unknown>>): LeadsView {
  const sort = textOf(search.sort);
  const by = LEAD_SORTS.find((one) => one === sort.replace(/^-/, ''));
  const lead = textOf(search.lead);
  const saved = textOf(search.view);
  return {
    q: textOf(search.q).slice(0, 200),
    status: among(LEAD_STATUSES, search.status),
    language: listOf(search.language).filter((one) => /^([a-z]{2,3}|none)$/.test(one)),
    group: listOf(search.group).map((one) => one.slice(0, 80)),
    agent: listOf(search.agent).filter(isId),
    assigned: among(YES_NO, search.assigned)[0] ?? null,
    due: among(YES_NO, search.due)[0] ?? null,
    sort: by ?? 'name',
    descending: by !== undefined && sort.startsWith('-'),
    hidden: among(LEAD_COLUMNS, search.hidden),
    lead: lead === 'new' || isId(lead) ? lead : null,
    view: isId(saved) ? saved : null,
  };
}

/** The shortest search parameters that say the same. */
export function searchOf(view: LeadsView): LeadsSearch {
  const { status, language, group, agent, hidden } = view;
  const sort = `${view.descending ? '-' : ''}${view.sort}`;
  const search = {
    q: view.q,
    status: status.join(','),
    language: language.join(','),
    group: group.join(','),
    agent: agent.join(','),
    hidden: hidden.join(','),
    assigned: view.assigned ?? '',
    due: view.due ?? '',
    sort: sort === 'name' ? '' : sort,
    lead: view.lead ?? '',
    view: view.view ?? '',
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
}

/** What a saved view keeps: all of it but which view it is, and which lead is open. */
export function stateOf(view: LeadsView): Record<string, string> {
  return { ...searchOf({ ...view, lead: null, view: null }) };
}

export const NO_FILTERS = { q: '', status: [], language: [], group: [], agent: [], assigned: null, due: null } as const;

export function isFiltered(view: LeadsView): boolean {
  const lists = [view.status, view.language, view.group, view.agent];
  return view.q !== '' || view.assigned !== null || view.due !== null || lists.some((values) => values.length > 0);
}

/** Stands in the address for the lead that is being added. */
export const NEW = 'new';

/** How leads without a language or a group stand in the address. */
export const NONE = 'none';

function isId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}

function among<T extends string>(known: readonly T[], value: unknown): T[] {
  const said = listOf(value);
  return known.filter((one) => said.includes(one));
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function listOf(value: unknown): string[] {
  const items = Array.isArray(value) ? value.map(textOf) : textOf(value).split(',');
  return [...new Set(items)].filter((one) => one !== '').slice(0, 50);
}
