import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { accountProvider } from '../../contract/account-sign-in-providers.ts';
import { ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast, toastError } from '../ui/toast.tsx';

export type AccountProvider = z.infer<typeof accountProvider>;

export const accountProviders = queryOptions({
  queryKey: ['account-providers'],
  queryFn: ({ signal }) => call('listAccountProviders', { signal }),
});

/** Reads the list anew; My account and the sign-in page show some of it too. */
export function useRefreshProviders(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: accountProviders.queryKey }),
      client.invalidateQueries({ queryKey: ['my-connections'] }),
      client.invalidateQueries({ queryKey: ['sign-in-providers'] }),
    ]);
}

/** Switches a provider on and off, and removes it. */
export function useChangeProviders() {
  const { t } = useTranslation('sign-in-providers');
  const refresh = useRefreshProviders();
  const run = useStepUp();
  const onError = (error: Error) => {
    if (!(error instanceof ApiError) || error.code !== 'session.step_up') toastError(t('own.notDone'), error);
  };
  const turn = useMutation({
    mutationFn: ({ id, isOn }: AccountProvider) =>
      run(() => call('updateAccountProvider', { params: { id }, body: { isOn: !isOn } })),
    onSuccess: ({ name, isOn }) => toast(t(isOn ? 'own.turnedOn' : 'own.turnedOff', { name })),
    onError,
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: ({ id }: AccountProvider) => run(() => call('removeAccountProvider', { params: { id } })),
    onSuccess: (_, { name }) => toast(t('own.removed', { name })),
    onError,
    onSettled: refresh,
  });
  return { turn, remove };
}
