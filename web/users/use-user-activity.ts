import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../api/client.ts';
import { USERS } from './users-queries.ts';

const AT_ONCE = 5;

/** What happened to a user, the newest first; more with each `fetchNextPage`. */
export function useUserActivity(id: string) {
  const query = useInfiniteQuery({
    queryKey: [...USERS, 'activity', id],
    queryFn: ({ pageParam, signal }) =>
      call('listUserActivity', { params: { id }, query: { limit: AT_ONCE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const { data } = query;
  const entries = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return { query, entries };
}
