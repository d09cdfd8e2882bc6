import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/** What is connected to my user, what could be, and what waits for my yes. */
export const myConnections = queryOptions({
  queryKey: ['my-connections'],
  queryFn: ({ signal }) => call('listMyConnections', { signal }),
});
