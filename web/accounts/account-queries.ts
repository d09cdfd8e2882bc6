import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/client.ts';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => call('getAccount', { signal }),
  refetchOnWindowFocus: 'always',
});

/** How many users each default reaches. */
export const defaultUsersQuery = queryOptions({
  queryKey: ['account', 'default-users'],
  queryFn: ({ signal }) => call('countDefaultUsers', { signal }),
  refetchOnMount: 'always',
  refetchOnWindowFocus: 'always',
});
