import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DEPARTMENTS } from '../departments/use-departments.ts';
import { useLiveEvents } from '../live/live-events.ts';
import { useLiveList } from '../table/use-live-list.ts';
import { renewableOf, USERS } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

/** Shows what others do to users as it happens, once a second at most, and what was missed while there was no line. */
export function useUsersLive(view: UsersView): void {
  const client = useQueryClient();
  const list = useMemo(
    () => ({
      ...renewableOf(client, view),
      onRenewed: (ids: ReadonlySet<string>) => {
        void client.invalidateQueries({ queryKey: [...USERS, 'count'] });
        for (const id of ids) {
          void client.invalidateQueries({ queryKey: [...USERS, 'one', id] });
          void client.invalidateQueries({ queryKey: [...USERS, 'activity', id] });
          void client.invalidateQueries({ queryKey: [...USERS, 'sessions', id] });
        }
      },
    }),
    [client, view],
  );
  const addChanged = useLiveList(list);

  useLiveEvents((event) => {
    if (event.kind === 'ready' && !event.whole) addChanged(null);
    // The names stand in the rows, and in the filter.
    if (event.kind === 'departments.changed') {
      void client.invalidateQueries({ queryKey: DEPARTMENTS });
      addChanged(null);
    }
    if (event.kind !== 'users.changed') return;
    // Lists of other views are asked for again when they are shown.
    void client.invalidateQueries({ queryKey: USERS, refetchType: 'none' });
    addChanged(event.ids.length > 0 ? event.ids : null);
  });
}
