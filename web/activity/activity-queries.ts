import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ACTIVITIES } from '../../contract/activity.ts';
import { call } from '../api/client.ts';
import { dayAfter, startOfDay } from '../ui/days.ts';
import { dayOf } from '../ui/format.ts';
import { useZone } from '../ui/zone.ts';
import type { ActivityView, When } from './activity-search.ts';
import { actionsOf } from './kind-choices.ts';

const PAGE = 100;
const MINUTE_MS = 60_000;

/** Below the key of the users: what changes a user is an entry. */
export const ACTIVITY = ['activity'] as const;

/** Whose entries: everybody's of the account, or those of one user. */
export type Scope = 'account' | { readonly userId: string };

/** What the API is asked for, without the page. */
export function listQueryOf(view: ActivityView, now = Date.now()) {
  const actions = actionsOf(view.action);
  return {
    q: view.q || undefined,
    actor: view.actor ?? undefined,
    target: view.target ?? undefined,
    action: actions.length > 0 && actions.length < ACTIVITIES.length ? actions : undefined,
    ...spanOf(view, now),
    address: view.address ?? undefined,
    massAction: view.massAction ?? undefined,
  };
}

const DAYS_BACK: Readonly<Record<Exclude<When, 'hour'>, number>> = { today: 0, yesterday: 1, week: 6, month: 29, quarter: 89 };

function spanOf({ when, from, until }: ActivityView, now: number) {
  if (when === 'hour') return { from: new Date(now - 60 * MINUTE_MS).toISOString() };
  if (when !== null) {
    const today = dayOf(new Date(now));
    const first = startOfDay(dayAfter(today, -DAYS_BACK[when])).toISOString();
    return { from: first, to: when === 'yesterday' ? startOfDay(today).toISOString() : undefined };
  }
  return { from: from ? beginOf(from) : undefined, to: until ? endOf(until) : undefined };
}

function isDay(text: string): boolean {
  return !text.includes('T');
}

function beginOf(text: string): string {
  return isDay(text) ? startOfDay(text).toISOString() : text;
}

/** A day counts to its end. */
function endOf(text: string): string {
  return isDay(text) ? startOfDay(dayAfter(text)).toISOString() : text;
}

/** The entries of the view, the newest first, more with each `fetchNextPage`. Those of the view before stay until the new ones are there. */
export function useActivityList(scope: Scope, view: ActivityView) {
  const zone = useZone();
  // “The last hour” is counted from when it was asked for.
  const asked = useMemo(() => ({ zone, ...listQueryOf(view) }), [zone, view]);
  const query = useInfiniteQuery({
    queryKey: [...ACTIVITY, scope, asked],
    queryFn: ({ pageParam, signal }) => {
      const { zone: _, ...filters } = asked;
      const all = { ...filters, limit: PAGE, cursor: pageParam };
      if (scope === 'account') return call('listActivity', { query: all, signal });
      return call('listUserActivity', { params: { id: scope.userId }, query: all, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 0,
  });
  const { data } = query;
  const entries = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return { query, entries };
}
