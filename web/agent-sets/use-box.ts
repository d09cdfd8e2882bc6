import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Box } from '../../contract/tags.ts';
import type { MemberKind } from './set-kind.ts';

const PAGE = 100;
const PAUSE_MS = 200;

/** One box of the editor: what the server finds, page by page. */
export function useBox(kind: MemberKind, id: string, box: Box) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const query = useInfiniteQuery({
    queryKey: [...kind.queryKey, id, box, q],
    queryFn: ({ pageParam, signal }) => kind.box(id, { box, limit: PAGE, cursor: pageParam, ...(q ? { q } : {}) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [isFetching, fetchNextPage]);
  const pages = query.data?.pages;
  const lines = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  return {
    query,
    typed,
    setTyped,
    /** Undefined while they are not known. */
    lines,
    count: pages?.[0]?.count ?? 0,
    isMore: pages?.[0]?.isMore ?? false,
    onEnd: hasNextPage ? onEnd : undefined,
  };
}
