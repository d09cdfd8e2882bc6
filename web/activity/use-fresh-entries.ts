import { useEffect, useEffectEvent, useRef } from 'react';
import { gather } from '../live/gather.ts';
import { useLiveEvents } from '../live/live-events.ts';
import { useTopic } from '../live/topics.ts';
import type { Scope, useActivityList } from './activity-queries.ts';

/** What happens to one user shows by itself as long as nobody has read further down than the first page. */
export function useFreshEntries(scope: Scope, query: ReturnType<typeof useActivityList>['query']): void {
  const gathering = useRef<ReturnType<typeof gather>>(null);
  const renew = useEffectEvent(async () => {
    if (query.data?.pages.length === 1) await query.refetch();
  });
  useEffect(() => {
    const work = gather(() => renew());
    gathering.current = work;
    return work.stop;
  }, []);
  useTopic('activity');
  useLiveEvents((event) => {
    if (scope === 'account') return;
    const { userId } = scope;
    const concerns = (person: { id: string } | null) => person?.id === userId;
    if (event.kind === 'ready') gathering.current?.add(null);
    if (event.kind !== 'activity.recorded') return;
    const isOurs = event.entries.some((one) => concerns(one.actor) || concerns(one.target) || concerns(one.onBehalfOf));
    if (isOurs || event.more > 0) gathering.current?.add(null);
  });
}
