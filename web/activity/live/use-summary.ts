import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Activity } from '../../../contract/activity.ts';
import { call } from '../../api/client.ts';
import { gather } from '../../live/gather.ts';
import { useLiveEvents } from '../../live/live-events.ts';
import { useTopic } from '../../live/topics.ts';
import { ACTIVITY } from '../activity-queries.ts';

/** Minutes pass without anything happening, too. */
const EVERY_MS = 15_000;
const MINUTE_MS = 60_000;
const MINUTES = 60;

/** One minute: how much of what happened. */
export interface Minute {
  readonly at: string;
  readonly counts: ReadonlyMap<Activity, number>;
}

/** The sixty minutes up to now, the oldest first; counted anew when something happens, once a second at most. */
export function useSummary() {
  const query = useQuery({
    queryKey: [...ACTIVITY, 'summary'],
    queryFn: ({ signal }) => call('getActivitySummary', { signal }),
    refetchInterval: EVERY_MS,
    staleTime: 0,
  });
  useRenewal([...ACTIVITY, 'summary']);
  const { data } = query;
  const minutes = useMemo(() => {
    if (!data) return undefined;
    const first = Date.parse(data.from);
    const all = Array.from({ length: MINUTES }, (_, index) => ({
      at: new Date(first + index * MINUTE_MS).toISOString(),
      counts: new Map<Activity, number>(),
    }));
    for (const { minute, action, count } of data.counts) {
      all[(Date.parse(minute) - first) / MINUTE_MS]?.counts.set(action, count);
    }
    return all satisfies Minute[];
  }, [data]);
  return { query, minutes };
}

/** Asks again when entries come that count (all, without a list of them). */
export function useRenewal(queryKey: readonly string[], counts?: readonly Activity[]): void {
  const client = useQueryClient();
  const key = JSON.stringify(queryKey);
  const gathering = useRef<ReturnType<typeof gather>>(null);
  useEffect(() => {
    const work = gather(() => client.invalidateQueries({ queryKey: JSON.parse(key) as string[] }));
    gathering.current = work;
    return work.stop;
  }, [client, key]);
  useTopic('activity');
  useLiveEvents((event) => {
    if (event.kind === 'ready') gathering.current?.add(null);
    if (event.kind !== 'activity.recorded') return;
    if (!counts || event.more > 0 || event.entries.some(({ action }) => counts.includes(action))) gathering.current?.add(null);
  });
}
