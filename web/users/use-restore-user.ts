import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { useUserChanged } from './use-user-changed.ts';

/** Brings a deleted user back. */
export function useRestoreUser() {
  const { t } = useTranslation('users');
  const onChanged = useUserChanged();
  const run = useStepUp();
  return useMutation<User, ApiError, User>({
    mutationFn: ({ id }) => run(() => call('restoreUser', { params: { id } })),
    onSuccess: (restored) => {
      onChanged(restored);
      toast(t('restore.done', { name: fullName(restored) }));
    },
    onError: (refusal, user) => {
      // Whoever cancels the question for the password knows why nothing happened.
      if (refusal.code !== 'session.step_up') toastError(t('restore.failed', { name: fullName(user) }), refusal);
    },
  });
}
