import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';

export const mySecondFactor = queryOptions({
  queryKey: ['me', 'second-factor'],
  queryFn: ({ signal }) => call('getMySecondFactor', { signal }),
});

export const myDevices = queryOptions({
  queryKey: ['me', 'devices'],
  queryFn: ({ signal }) => call('listMyDevices', { signal }),
  refetchOnWindowFocus: 'always',
});

/** What is known of one's second factor is asked for anew. */
export function useRefreshFactor(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([mySecondFactor, myDevices].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
  };
}

/** Runs a call that asks for the password again. Whoever does not type it gets null. */
export function useProved(): <T>(work: () => Promise<T>) => Promise<T | null> {
  const run = useStepUp();
  return async (work) => {
    try {
      return await run(work);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session.step_up') return null;
      throw error;
    }
  };
}
