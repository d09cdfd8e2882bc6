import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';

const PAGE = 50;

/** The users of a department by name, more with each `fetchNextPage`. */
export function useMembers(department: string) {
  const query = useInfiniteQuery({
    queryKey: ['users', 'members', department],
    queryFn: ({ pageParam, signal }) =>
      call('listUsers', { query: { department: [department], limit: PAGE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return { query, members: query.data?.pages.flatMap(({ items }) => items) };
}
