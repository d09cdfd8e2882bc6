import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Lead } from '../../contract/leads.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../live/live-events.ts';
import type { Count } from '../table/pick-list.ts';
import type { Renewable } from '../table/renew-pages.ts';
import { useLiveList } from '../table/use-live-list.ts';
import { isFiltered, type LeadsView, NONE } from './leads-search.ts';

const PAGE = 100;

export const LEADS = ['leads'] as const;
/** What is counted and listed beside the rows. */
const BESIDE = [...LEADS, 'beside'] as const;

function filtersOf({ q, status, language, group, agent, assigned, due }: LeadsView) {
  const orNone = (values: readonly string[]) => values.map((value) => (value === NONE ? '' : value));
  return {
    q: q || undefined,
    status: [...status],
    language: orNone(language),
    group: orNone(group),
    assignedTo: [...agent],
    assigned: assigned ?? undefined,
    due: due ?? undefined,
  };
}

/** What the API is asked for, without the page. */
export function listQueryOf(view: LeadsView) {
  return { ...filtersOf(view), sort: view.descending ? (`-${view.sort}` as const) : view.sort };
}

function listKeyOf(view: LeadsView) {
  return [...LEADS, 'list', listQueryOf(view)] as const;
}

function fetchLeads(view: LeadsView, cursor: string | undefined, signal?: AbortSignal) {
  return call('listLeads', { query: { ...listQueryOf(view), limit: PAGE, cursor }, signal });
}

function renewableOf(client: QueryClient, view: LeadsView): Renewable<Lead> {
  const fetchPage = (cursor: string | undefined, signal: AbortSignal) => fetchLeads(view, cursor, signal);
  return { client, key: listKeyOf(view), all: LEADS, fetchPage };
}

/** The rows of the view, more with each `fetchNextPage`. Rows of the view before stay until the new ones are there. */
export function useLeadsList(view: LeadsView) {
  const query = useInfiniteQuery({
    queryKey: listKeyOf(view),
    queryFn: ({ pageParam, signal }) => fetchLeads(view, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  });
  const { data } = query;
  const leads = useMemo(() => data?.pages.flatMap((one) => one.items) ?? [], [data]);
  return { query, leads };
}

/** How many leads there are, how many match the view, and what each status has. */
export function useLeadCounts(view: LeadsView) {
  const { data: statuses } = useQuery({
    queryKey: [...BESIDE, 'summary'],
    queryFn: async ({ signal }) => (await call('summarizeLeads', { signal })).items,
    placeholderData: keepPreviousData,
  });
  const { data: counted } = useQuery({
    queryKey: [...BESIDE, 'count', filtersOf(view)],
    queryFn: ({ signal }) => call('countLeads', { query: filtersOf(view), signal }),
    placeholderData: keepPreviousData,
    enabled: isFiltered(view),
  });
  const total = statuses?.reduce((sum, { assigned, unassigned }) => sum + assigned + unassigned, 0);
  const all: Count | undefined = total === undefined ? undefined : { count: total, isMore: false };
  return { statuses, total, matching: isFiltered(view) ? counted : all };
}

/** The names of groups that leads have. */
export function useLeadGroups() {
  return useQuery({
    queryKey: [...BESIDE, 'groups'],
    queryFn: async ({ signal }) => (await call('listLeadGroups', { query: {}, signal })).items,
  }).data;
}

/** Agents whose name has this in it. */
export function useLeadAgents(q: string) {
  return useQuery({
    queryKey: [...BESIDE, 'agents', q],
    queryFn: async ({ signal }) => (await call('listLeadAgents', { query: q ? { q } : {}, signal })).items,
    placeholderData: keepPreviousData,
  });
}

/** These agents. */
export function useAgentsById(ids: readonly string[]) {
  return useQuery({
    queryKey: [...BESIDE, 'agents', { ids }],
    queryFn: async ({ signal }) => (await call('listLeadAgents', { query: { id: [...ids] }, signal })).items,
    placeholderData: keepPreviousData,
    enabled: ids.length > 0,
  }).data;
}

/** One lead, from the list where it is there. */
export function useLead(id: string, leads: readonly Lead[]) {
  const listed = leads.find((one) => one.id === id);
  return useQuery({
    queryKey: [...LEADS, 'one', id],
    queryFn: ({ signal }) => call('getLead', { params: { id }, signal }),
    ...(listed ? { initialData: listed } : {}),
  });
}

/** Shows what others do to leads as it happens, and what was missed while there was no line. */
export function useLeadsLive(view: LeadsView): void {
  const client = useQueryClient();
  const list = useMemo(
    () => ({
      ...renewableOf(client, view),
      onRenewed: (ids: ReadonlySet<string>) => {
        void client.invalidateQueries({ queryKey: BESIDE });
        for (const id of ids) void client.invalidateQueries({ queryKey: [...LEADS, 'one', id] });
      },
    }),
    [client, view],
  );
  const addChanged = useLiveList(list);
  useLiveEvents((event) => {
    if (event.kind === 'ready' && !event.whole) addChanged(null);
    // Names of agents stand in the rows.
    if (event.kind === 'users.changed') void client.invalidateQueries({ queryKey: BESIDE });
    if (event.kind === 'leads.changed') addChanged(event.ids.length > 0 ? event.ids : null);
  });
}
