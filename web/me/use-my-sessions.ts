import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import type { Session } from '../sessions/SessionList.tsx';
import { toast, toastError } from '../ui/toast.tsx';

export const MY_SESSIONS = ['me', 'sessions'] as const;

/** My open sessions, the newest first. */
export function useMySessions() {
  return useQuery({
    queryKey: MY_SESSIONS,
    queryFn: ({ signal }) => call('listMySessions', { signal }),
    refetchOnWindowFocus: 'always',
  });
}

/** Ends sessions of mine, one or all others. One that has ended by itself is no failure. */
export function useEndSessions() {
  const { t } = useTranslation('me');
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (sessions: readonly Session[]) => {
      await Promise.all(sessions.map(({ id }) => end(id)));
    },
    onSuccess: (_, { length }) => toast(t('sessions.ended', { count: length })),
    onError: (error) => toastError(t('sessions.endFailed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: MY_SESSIONS }),
  });
}

async function end(sessionId: string): Promise<void> {
  try {
    await call('endMySession', { params: { sessionId } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'session.not_found') throw error;
  }
}
