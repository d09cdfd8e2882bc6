import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Agent } from '../../contract/agents.ts';
import { call } from '../api/client.ts';
import type { Count } from '../table/pick-list.ts';
import type { Renewable } from '../table/renew-pages.ts';
import { type AgentsView, isFiltered } from './agents-search.ts';

const PAGE = 100;

export const AGENTS = ['agents'] as const;

/** What the API is asked for, without the page. */
export function listQueryOf(view: AgentsView) {
  return { ...filtersOf(view), sort: view.descending ? (`-${view.sort}` as const) : view.sort };
}

/** The contract checks the values once more; here they are texts of the address. */
function filtersOf({ q, filters }: AgentsView) {
  return { q: q || undefined, ...(filters as object) };
}

function listKeyOf(view: AgentsView) {
  return [...AGENTS, 'list', listQueryOf(view)] as const;
}

function fetchAgents(view: AgentsView, cursor: string | undefined, signal?: AbortSignal) {
  return call('listAgents', { query: { ...listQueryOf(view), limit: PAGE, cursor }, signal });
}

/** The list as it is renewed where others change it. */
export function renewableOf(client: QueryClient, view: AgentsView): Renewable<Agent> {
  const fetchPage = (cursor: string | undefined, signal: AbortSignal) => fetchAgents(view, cursor, signal);
  return { client, key: listKeyOf(view), all: AGENTS, fetchPage };
}

/** The rows of the view, more with each `fetchNextPage`. Rows of the view before stay until the new ones are there. */
export function useAgentsList(view: AgentsView) {
  const query = useInfiniteQuery({
    queryKey: listKeyOf(view),
    queryFn: ({ pageParam, signal }) => fetchAgents(view, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: 'always',
  });
  const { data } = query;
  const agents = useMemo(() => data?.pages.flatMap((one) => one.items) ?? [], [data]);
  return { query, agents };
}

/** How many agents there are (deleted ones aside), and how many match the view. `exact`: count to the end. */
export function useAgentCounts(view: AgentsView, exact: { total: boolean; matching: boolean }) {
  const total = useCount({}, exact.total);
  const matching = useCount(filtersOf(view), isFiltered(view) ? exact.matching : exact.total || exact.matching);
  return { total, matching };
}

function useCount(filters: object, exact: boolean): Count | undefined {
  const { data } = useQuery({
    queryKey: [...AGENTS, 'count', filters, exact],
    queryFn: ({ signal }) => call('countAgents', { query: { ...filters, ...(exact ? { exact: 'true' as const } : {}) }, signal }),
    placeholderData: keepPreviousData,
  });
  return data;
}
