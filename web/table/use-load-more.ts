import { useEffect } from 'react';
import type { ListQuery } from './list-query.ts';

const LOAD_AHEAD = 40;

/** Fetches the next page before the last loaded row comes into sight. */
export function useLoadMore(query: ListQuery, lastOnScreen: number, loaded: number): void {
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && lastOnScreen > loaded - LOAD_AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage, lastOnScreen, loaded]);
}
