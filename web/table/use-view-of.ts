import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

type Search = Record<string, unknown>;

/** The view in the address bar: the same object until the address says something else. */
export function useViewOf<View>(viewOf: (search: Search) => View): View {
  const search: Search = useSearch({ strict: false });
  const key = JSON.stringify(search);
  return useMemo(() => viewOf(JSON.parse(key) as Search), [viewOf, key]);
}
