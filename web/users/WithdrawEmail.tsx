import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { toast, toastError } from '../ui/toast.tsx';

interface Props {
  id: string;
  name: string;
  /** Fetches what there is now. */
  onDone: () => Promise<unknown>;
}

/** Takes back a change of the address that waits to be confirmed. One that is over by itself is no failure. */
export function WithdrawEmail({ id, name, onDone }: Props) {
  const { t } = useTranslation('users');
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      try {
        await call('withdrawEmailChange', { params: { id } });
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'email.not_waiting') throw error;
      }
      await onDone();
    },
    onSuccess: () => toast(t('edit.withdrawn', { name })),
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
