import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLiveEvents } from '../live/live-events.ts';
import { useLiveList } from '../table/use-live-list.ts';
import { AGENTS, renewableOf } from './agents-queries.ts';
import type { AgentsView } from './agents-search.ts';

/** Shows what others do to agents, and to what they belong to, as it happens; and what was missed while there was no line. */
export function useAgentsLive(view: AgentsView): void {
  const client = useQueryClient();
  const list = useMemo(
    () => ({
      ...renewableOf(client, view),
      onRenewed: () => void client.invalidateQueries({ queryKey: [...AGENTS, 'count'] }),
    }),
    [client, view],
  );
  const addChanged = useLiveList(list);

  useLiveEvents((event) => {
    if (event.kind === 'ready' && !event.whole) addChanged(null);
    // The names stand in the rows, and each list has the name of what the event says.
    if (event.kind === 'dialer.changed') {
      void client.invalidateQueries({ queryKey: [event.what] });
      addChanged(null);
    }
    if (event.kind !== 'users.changed') return;
    void client.invalidateQueries({ queryKey: AGENTS, refetchType: 'none' });
    addChanged(event.ids.length > 0 ? event.ids : null);
  });
}
