import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { USERS } from './users-queries.ts';

interface Props {
  user: Pick<User, 'id' | 'firstName' | 'lastName'>;
  opened: boolean;
  onClose: () => void;
}

/** Says what resetting a second factor does; and does it, with the password typed again. */
export function ResetSecondFactorDialog({ user, opened, onClose }: Props) {
  const { t } = useTranslation('second-factors');
  const client = useQueryClient();
  const run = useStepUp();
  const name = fullName(user);
  const reset = useMutation<undefined, ApiError>({
    mutationFn: () => run(() => call('resetSecondFactor', { params: { id: user.id } })),
    onSuccess: () => {
      onClose();
      toast(t('user.resetDone', { name }));
      void client.invalidateQueries({ queryKey: USERS });
      void client.invalidateQueries({ queryKey: ['agents'] });
    },
    onError: (error) => {
      if (error.code === 'session.step_up') onClose();
    },
  });

  function close() {
    if (reset.isPending) return;
    reset.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t('user.resetTitle', { name })}
      verb={t('user.resetConfirm', { name })}
      onConfirm={() => !reset.isPending && reset.mutate()}
      isSending={reset.isPending}
      error={reset.error}
    >
      <p>{t('user.resetText', { name })}</p>
      <p>{t('user.resetAllows', { name })}</p>
    </ConfirmDialog>
  );
}
