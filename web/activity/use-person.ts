import { queryOptions } from '@tanstack/react-query';
import { ApiError, call } from '../api/client.ts';
import { fullName } from '../users/names.ts';

/** A person's name by id, as the users list knows it; null for who is not there any more. */
export function personQuery(id: string) {
  return queryOptions({
    queryKey: ['users', 'name', id],
    queryFn: async ({ signal }): Promise<{ name: string | null }> => {
      try {
        return { name: fullName(await call('getUser', { params: { id }, signal })) };
      } catch (error) {
        if (error instanceof ApiError && error.code === 'user.not_found') return { name: null };
        throw error;
      }
    },
    staleTime: 60_000,
  });
}
