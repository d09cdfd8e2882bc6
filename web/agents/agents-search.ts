import { FILTERABLE, type FilterName, filterChoices } from '../../contract/agent-settings-shapes.ts';
import { AGENT_SORTS, type AgentSort } from '../../contract/agents.ts';
import { userStatus } from '../../contract/users.ts';
import { isId } from '../users/users-search.ts';
import { AGENT_COLUMNS, type AgentColumn, isAgentColumn } from './agent-column-names.ts';

const SETS = ['dialerRole', 'tag', 'skillGroup'] as const;
export type SetFilter = (typeof SETS)[number];
export type FilterKey = 'status' | SetFilter | FilterName;
export const FILTER_KEYS: readonly FilterKey[] = ['status', ...SETS, ...FILTERABLE];

export type Filters = { readonly [K in FilterKey]?: readonly string[] };

/** The view as it stands in the address bar: every value a text, lists joined by commas, so that a link stays readable. */
export type AgentsSearch = { [K in 'q' | 'sort' | 'columns' | 'view' | FilterKey]?: string };

/** The view as the page uses it. */
export interface AgentsView {
  readonly q: string;
  readonly filters: Filters;
  readonly sort: AgentSort;
  readonly descending: boolean;
  /** Null: those that this browser showed last. */
  readonly columns: readonly AgentColumn[] | null;
  /** The saved view that was chosen; it may have been changed since. */
  readonly view: string | null;
}

const ITEMS = 50;
// `true` alone would be read as what it is in JSON.
const WORDS: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };
const VALUES: Readonly<Record<string, string>> = { yes: 'true', no: 'false' };

export function isSet(key: FilterKey): key is SetFilter {
  return (SETS as readonly string[]).includes(key);
}

/** What a filter may be set to; null: ids. */
export function choicesOf(key: FilterKey): readonly string[] | null {
  if (isSet(key)) return null;
  return key === 'status' ? userStatus.options : filterChoices(key);
}

/** Reads any search parameters; what it does not know, it leaves out. */
export function agentsSearch(search: Record<string, unknown>): AgentsSearch {
  return searchOf(viewOf(search));
}

/** What any search parameters say about the view. Never throws. */
export function viewOf(search: Readonly<Record<string, unknown>>): AgentsView {
  const sort = textOf(search.sort);
  const key = AGENT_SORTS.find((one) => one === sort.replace(/^-/, ''));
  const columns = listOf(search.columns).filter(isAgentColumn);
  const view = textOf(search.view);
  return {
    q: textOf(search.q).slice(0, 200),
    filters: Object.fromEntries(FILTER_KEYS.map((name) => [name, chosenOf(name, search[name])]).filter(([, one]) => one?.length)),
    sort: key ?? 'name',
    descending: key !== undefined && sort.startsWith('-'),
    columns: search.columns === undefined ? null : AGENT_COLUMNS.filter((column) => columns.includes(column)),
    view: isId(view) ? view : null,
  };
}

function chosenOf(key: FilterKey, value: unknown): string[] {
  const choices = choicesOf(key);
  const items = listOf(value).map((one) => VALUES[one] ?? one);
  return items.filter((one) => (choices ? choices.includes(one) : isId(one))).slice(0, ITEMS);
}

/** The shortest search parameters that say the same. */
export function searchOf(view: AgentsView): AgentsSearch {
  const sort = `${view.descending ? '-' : ''}${view.sort}`;
  const filters = Object.entries(view.filters).map(([key, values]) => [key, values.map((one) => WORDS[one] ?? one).join(',')]);
  const search = {
    q: view.q,
    ...Object.fromEntries(filters),
    sort: sort === 'name' ? '' : sort,
    columns: view.columns === null ? '' : view.columns.join(',') || 'none',
    view: view.view ?? '',
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
}

/** What a saved view keeps: all of it but which view it is. */
export function stateOf({ view: _, ...rest }: AgentsSearch): Record<string, string> {
  return rest;
}

export function isFiltered({ q, filters }: AgentsView): boolean {
  return q !== '' || Object.values(filters).some((values) => values.length > 0);
}

export const NO_FILTERS: Pick<AgentsView, 'q' | 'filters'> = { q: '', filters: {} };

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function listOf(value: unknown): string[] {
  return [...new Set(Array.isArray(value) ? value.map(textOf) : textOf(value).split(','))];
}
