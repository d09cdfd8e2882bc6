import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { dropUser, USERS } from './users-queries.ts';

interface Props {
  user: User;
  opened: boolean;
  onClose: () => void;
  onErased: (user: User) => void;
}

/** Says what erasing means, and does it. */
export function EraseUserDialog({ user, opened, onClose, onErased }: Props) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const run = useStepUp();
  const name = fullName(user);

  const erasure = useMutation<undefined, ApiError>({
    mutationFn: () => run(() => call('eraseUser', { params: { id: user.id } })),
    onSuccess: () => {
      toast(t('erase.done', { name }));
      dropUser(client, user.id);
      onErased(user);
      client.removeQueries({ queryKey: [...USERS, 'one', user.id] });
      void client.invalidateQueries({ queryKey: USERS });
    },
  });

  function close() {
    if (erasure.isPending) return;
    erasure.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t('erase.title', { name })}
      verb={t('erase.confirm', { name })}
      onConfirm={() => !erasure.isPending && erasure.mutate()}
      isSending={erasure.isPending}
      error={erasure.error}
    >
      <p style={{ margin: 0 }}>{t('erase.text')}</p>
      <p style={{ margin: '8px 0 0' }}>{t('erase.stays')}</p>
    </ConfirmDialog>
  );
}
