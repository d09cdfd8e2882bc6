import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ActivityEntry } from '../../../contract/activity-log.ts';
import { call } from '../../api/client.ts';
import { useLiveEvents } from '../../live/live-events.ts';
import { useTopic } from '../../live/topics.ts';
import { ACTIVITY, listQueryOf } from '../activity-queries.ts';
import type { ActivityView } from '../activity-search.ts';
import type { EntryRow } from '../entry-rows.ts';
import { actionsOf } from '../kind-choices.ts';
import { type Arrived, entriesIn, joined, merged } from './ring.ts';

const AT_FIRST = 50;

/**
 * The newest entries that fit the filters, and each that comes, as long as nobody has paused: then they are held back, and
 * counted. What happened while there was no line is read when it is back; nothing shows twice.
 */
export function useLiveEntries(view: ActivityView, isPaused: boolean) {
  const [shown, setShown] = useState<readonly EntryRow[]>([]);
  const [held, setHeld] = useState<readonly EntryRow[]>([]);
  const [dropped, setDropped] = useState(0);
  const arrive = useFrames((arrived: readonly EntryRow[]) => {
    if (!isPaused) setShown((before) => joined(before, arrived));
    else {
      const known = new Set([...shown, ...held].map(({ key }) => key));
      const fresh = arrived.filter(({ key }) => !known.has(key));
      const next = joined(held, fresh);
      // What does not fit any more is counted all the same.
      setDropped((before) => before + entriesIn(held) + entriesIn(fresh) - entriesIn(next));
      setHeld(next);
    }
  });

  const { query, readAnew } = useNewest(view);
  const { data } = query;
  const takeOver = useEffectEvent(({ items, next }: NonNullable<typeof data>) => {
    const newest = [...held, ...shown].find(({ kind }) => kind === 'entry')?.key;
    const isApart = newest !== undefined && next !== null && items.every(({ id }) => id > newest);
    arrive({ entries: items, more: isApart ? null : 0 });
  });
  useEffect(() => {
    if (data) takeOver(data);
  }, [data]);

  useTopic('activity');
  useLiveEvents((event) => {
    // The stream has begun anew, perhaps with the topic for the first time.
    if (event.kind === 'ready') void readAnew();
    if (event.kind !== 'activity.recorded') return;
    const entries = event.entries.filter((entry) => fits(view, entry));
    const isNarrow = entries.length < event.entries.length;
    arrive({ entries, more: event.more > 0 && isNarrow ? null : event.more });
  });

  const release = useCallback(() => {
    setShown((before) => joined(before, held));
    setHeld([]);
    setDropped(0);
  }, [held]);
  useEffect(() => {
    if (!isPaused && held.length > 0) release();
  }, [isPaused, held, release]);
  return { shown, waiting: entriesIn(held) + dropped, query };
}

/** Gathers what arrives until the browser is about to draw. While the page is in the background nothing is drawn, and little kept. */
function useFrames(draw: (arrived: readonly EntryRow[]) => void): (arrived: Arrived) => void {
  const gathered = useRef<readonly EntryRow[]>([]);
  const frame = useRef(0);
  const drawLatest = useEffectEvent(() => {
    const arrived = gathered.current;
    gathered.current = [];
    frame.current = 0;
    draw(arrived);
  });
  const [schedule] = useState<{ run: () => void }>(() => ({ run: () => undefined }));
  useEffect(() => {
    schedule.run = () => {
      frame.current ||= requestAnimationFrame(() => drawLatest());
    };
    return () => cancelAnimationFrame(frame.current);
  }, [schedule]);
  return useCallback(
    (arrived) => {
      if (arrived.entries.length === 0) return;
      gathered.current = merged(gathered.current, arrived);
      schedule.run();
    },
    [schedule],
  );
}

function useNewest(view: ActivityView) {
  const filters = listQueryOf(view);
  const client = useQueryClient();
  const queryKey = [...ACTIVITY, 'newest', filters];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('listActivity', { query: { ...filters, limit: AT_FIRST }, signal }),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
  // An answer that is on its way may be of before, and would be waited for.
  const readAnew = () => client.cancelQueries({ queryKey, exact: true }).then(() => query.refetch());
  return { query, readAnew };
}

/** The filters of the live page, as the server understands them. */
function fits({ action, actor }: ActivityView, entry: ActivityEntry): boolean {
  if (actor !== null && entry.actor?.id !== actor) return false;
  return action.length === 0 || actionsOf(action).includes(entry.action);
}
