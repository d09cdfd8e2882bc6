import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { gather } from '../live/gather.ts';
import { useLiveEvents } from '../live/live-events.ts';
import { renewPages } from './list-pages.ts';
import { listKeyOf, USERS, type UsersList } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

/** More pages than this are not renewed one by one. */
const AT_ONCE = 3;

/** Shows what others do to users as it happens, once a second at most, and what was missed while there was no line. */
export function useUsersLive(view: UsersView): void {
  const client = useQueryClient();
  const gathering = useRef<ReturnType<typeof gather>>(null);

  useEffect(() => {
    const stop = new AbortController();

    async function renew(ids: ReadonlySet<string> | null) {
      const list = client.getQueryData<UsersList>(listKeyOf(view));
      const pages = list && ids ? pagesWith(list, ids) : null;
      if (!list || !ids || !pages) return client.invalidateQueries({ queryKey: USERS });
      if (!(await renewPages(client, view, list, pages, stop.signal))) return undefined;
      void client.invalidateQueries({ queryKey: [...USERS, 'count'] });
      for (const id of ids) {
        void client.invalidateQueries({ queryKey: [...USERS, 'one', id] });
        void client.invalidateQueries({ queryKey: [...USERS, 'activity', id] });
        void client.invalidateQueries({ queryKey: [...USERS, 'sessions', id] });
      }
      return undefined;
    }

    // A refusal, such as the end of the session, is for the query of the list to tell.
    const work = gather((ids) =>
      renew(ids).catch(() => (stop.signal.aborted ? undefined : client.invalidateQueries({ queryKey: USERS }))),
    );
    gathering.current = work;
    return () => {
      stop.abort();
      work.stop();
    };
  }, [client, view]);

  useLiveEvents((event) => {
    if (event.kind === 'ready' && !event.whole) gathering.current?.add(null);
    if (event.kind !== 'users.changed') return;
    // Lists of other views are asked for again when they are shown.
    void client.invalidateQueries({ queryKey: USERS, refetchType: 'none' });
    gathering.current?.add(event.ids.length > 0 ? event.ids : null);
  });
}

/** The pages that hold them; null where one is on no page (they may belong on any), or on too many. */
function pagesWith(list: UsersList, ids: ReadonlySet<string>): number[] | null {
  const found = list.pages.flatMap(({ items }, index) => items.filter(({ id }) => ids.has(id)).map(() => index));
  const pages = [...new Set(found)];
  return found.length < ids.size || pages.length > AT_ONCE ? null : pages;
}
