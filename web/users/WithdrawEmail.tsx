import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { ApiError, call } from '../api/client.ts';
import { toast, toastError } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { useUserChanged } from './use-user-changed.ts';

/** Takes back a change of the address that waits to be confirmed. One that is over by itself is no failure. */
export function WithdrawEmail({ user }: { user: User }) {
  const { t } = useTranslation('users');
  const onChanged = useUserChanged();
  const params = { id: user.id };
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      try {
        await call('withdrawEmailChange', { params });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'email.not_waiting') throw error;
      }
      return call('getUser', { params });
    },
    onSuccess: (now) => {
      onChanged(now);
      toast(t('edit.withdrawn', { name: fullName(now) }));
    },
    onError: (error) => toastError(t('edit.withdrawFailed'), error),
  });
  return (
    <div>
      <Button variant="default" size="compact-sm" loading={isPending} onClick={() => mutate()}>
        {t('edit.withdraw')}
      </Button>
    </div>
  );
}
