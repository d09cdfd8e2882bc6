import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/** How many leads an agent has, as of now; undefined while it is asked. */
export function useLeadsOf(userId: string) {
  const { data } = useQuery({
    queryKey: ['leads', 'of', userId],
    queryFn: ({ signal }) => call('countAgentLeads', { params: { userId }, signal }),
  });
  return data;
}
