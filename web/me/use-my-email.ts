import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeMyEmail } from '../../contract/me.ts';
import { ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { meQuery } from '../api/use-me.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast, toastError } from '../ui/toast.tsx';

const FIELDS = { 'email.unchanged': 'email', 'user.email_taken': 'email', 'user.email_reserved': 'email' } as const;

/** The form that asks for another address. Whoever does not type the password again changes nothing. */
export function useMyEmail() {
  const { t } = useTranslation('me');
  const client = useQueryClient();
  const run = useStepUp();
  const { form, ...sending } = useContractForm({
    schema: changeMyEmail.body,
    initialValues: { email: '' },
    send: async (body) => {
      try {
        await run(() => call('changeMyEmail', { body }));
        return true;
      } catch (error) {
        if (error instanceof ApiError && error.code === 'session.step_up') return false;
        throw error;
      }
    },
    onDone: async (isAsked, { email }) => {
      if (!isAsked) return;
      await client.fetchQuery({ ...meQuery, staleTime: 0 });
      form.reset();
      toast(t('email.done', { email: email.trim() }));
    },
    fieldOf: FIELDS,
  });
  return { form, ...sending };
}

/** Takes the change back that waits. One that is over by itself is no failure. */
export function useWithdrawMyEmail() {
  const { t } = useTranslation('me');
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      try {
        await call('withdrawMyEmailChange');
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'email.not_waiting') throw error;
      }
      await client.fetchQuery({ ...meQuery, staleTime: 0 });
    },
    onSuccess: () => toast(t('email.withdrawn')),
    onError: (error) => toastError(t('email.withdrawFailed'), error),
  });
}
