import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Result } from '../../contract/endpoint.ts';
import type { getMe } from '../../contract/me.ts';
import { call } from './client.ts';

export type Me = Result<typeof getMe>;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call('getMe', { signal }),
  staleTime: 60_000,
  refetchOnWindowFocus: 'always',
});

/** Who is signed in, and what they may do. Only below routes that load `meQuery` first. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}
