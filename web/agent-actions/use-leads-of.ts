import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';

/**
 * How many leads an agent has, as of when the dialog opened; undefined while it is asked. Not one of the queries of leads, which
 * are asked again after the agent is gone.
 */
export function useLeadsOf(userId: string) {
  const { data } = useQuery({
    queryKey: ['leadsOf', userId],
    queryFn: ({ signal }) => call('countAgentLeads', { params: { userId }, signal }),
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return data;
}
