import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect } from 'react';
import { ApiError } from '../api/client.ts';
import type { RowRange } from '../table/list-query.ts';
import { renewPages } from '../table/renew-pages.ts';
import { listKeyOf, renewableOf, type UsersList } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

const EVERY_MS = 3_000;
const AT_ONCE = 3;

/**
 * Watches pending users become active: every three seconds it looks again at the pages on the screen that hold a
 * pending row. Only those, since a list scrolled far down has hundreds of pages.
 */
export function usePendingWatch(view: UsersView, onScreen: RefObject<RowRange>): void {
  const client = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const key = listKeyOf(view);

    async function look() {
      const list = client.getQueryData<UsersList>(key);
      if (!list || document.hidden || client.isFetching({ queryKey: key }) > 0) return;
      await renewPages(renewableOf(client, view), list, pendingPages(list, onScreen.current), stop.signal);
    }

    const timer = setInterval(() => {
      look().catch((error: unknown) => {
        // A refusal, such as the end of the session, is for the query of the list to tell.
        if (error instanceof ApiError && error.problem) void client.invalidateQueries({ queryKey: key });
      });
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [client, view, onScreen]);
}

function pendingPages(list: UsersList, range: RowRange): number[] {
  const found: number[] = [];
  let start = 0;
  for (const [index, { items }] of list.pages.entries()) {
    const end = start + items.length;
    const seen = start <= range.last && end > range.first;
    if (seen && items.some((user) => user.status === 'pending')) found.push(index);
    start = end;
  }
  return found.slice(0, AT_ONCE);
}
