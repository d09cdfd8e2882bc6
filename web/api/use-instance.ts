import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';

const instanceQuery = queryOptions({
  queryKey: ['instance'],
  queryFn: ({ signal }) => call('getInstance', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What a visitor may know about this installation. Until it is known, nothing is offered and nothing is closed. */
export function useInstance(): { isOpen: boolean; isClosed: boolean; mailbox: boolean } {
  const { data } = useQuery(instanceQuery);
  return { isOpen: data?.signUp === 'open', isClosed: data?.signUp === 'closed', mailbox: data?.mailbox ?? false };
}
