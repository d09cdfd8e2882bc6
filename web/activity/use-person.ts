import { queryOptions } from '@tanstack/react-query';
import { agentName } from '../agent-form/agent-name.ts';
import { ApiError, call } from '../api/client.ts';
import { fullName } from '../users/names.ts';

const NAME_OF = {
  user: async (id: string, signal: AbortSignal) => fullName(await call('getUser', { params: { id }, signal })),
  agent: async (id: string, signal: AbortSignal) => agentName(await call('getAgent', { params: { userId: id }, signal })),
};

/** A person's name by id, as the list of users, or that of agents, knows it; null for who is not there any more. */
export function personQuery(id: string, as: keyof typeof NAME_OF = 'user') {
  return queryOptions({
    queryKey: ['users', 'name', id, as],
    queryFn: async ({ signal }): Promise<{ name: string | null }> => {
      try {
        return { name: await NAME_OF[as](id, signal) };
      } catch (error) {
        if (error instanceof ApiError && (error.code === 'user.not_found' || error.code === 'agent.not_found'))
          return { name: null };
        throw error;
      }
    },
    staleTime: 60_000,
  });
}
