import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { myConnections } from '../sign-in-providers/my-connections.ts';
import { arrivalFor, forgetArrival, leaveForProvider } from '../sign-in-providers/provider-visit.ts';
import { toast, toastError } from '../ui/toast.tsx';

/** Connects what the provider answered, where this page is where it led back to. */
export function useArrival(): { refusal: ApiError | null; isFinishing: boolean } {
  const { t } = useTranslation('sign-in-providers');
  const client = useQueryClient();
  const [arrival] = useState(() => arrivalFor('connect'));
  // A query, since it must be asked once however often the page is drawn.
  const { data, error, isLoading } = useQuery({
    queryKey: ['provider-answer', arrival?.answer.state],
    queryFn: () => call('finishConnecting', { body: arrival?.answer }),
    enabled: arrival !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (!arrivalFor('connect') || (!data && !error)) return;
    forgetArrival();
    if (data) toast(t('mine.connected', { provider: data.provider }));
    void client.invalidateQueries({ queryKey: myConnections.queryKey });
  }, [data, error, client, t]);
  return { refusal: error ? (error instanceof ApiError ? error : new ApiError(null)) : null, isFinishing: isLoading };
}

/** Goes to a provider to connect it, and takes a connection away; both ask for the password where that is long ago. */
export function useChangeConnections() {
  const { t } = useTranslation('sign-in-providers');
  const client = useQueryClient();
  const run = useStepUp();
  const isAnswered = (error: Error) => error instanceof ApiError && error.code === 'session.step_up';
  const begin = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) => run(() => leaveForProvider(id, { purpose: 'connect', name })),
    onError: (error) => isAnswered(error) || toastError(t('mine.notConnected'), error),
  });
  const remove = useMutation({
    mutationFn: ({ id }: { id: string; provider: string }) => run(() => call('disconnect', { params: { id } })),
    onSuccess: (_, { provider }) => toast(t('mine.removed', { provider })),
    onError: (error) => isAnswered(error) || toastError(t('mine.notRemoved'), error),
    onSettled: () => client.invalidateQueries({ queryKey: myConnections.queryKey }),
  });
  return { begin, remove };
}
