import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { restorableUntil } from './restorable-until.ts';
import { dropUser, USERS } from './users-queries.ts';

interface Props {
  /** Whom to delete; null while the dialog is closed. */
  user: User | null;
  onClose: () => void;
  onDeleted: (user: User) => void;
}

/** Says what deleting this user does, and does it. */
export function DeleteUserDialog({ user, onClose, onDeleted }: Props) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(user);
  if (user && user !== shown) setShown(user);
  const name = shown ? fullName(shown) : '';

  const deletion = useMutation<undefined, ApiError, User>({
    mutationFn: ({ id }) => call('deleteUser', { params: { id } }),
    onSuccess: (_, deleted) => {
      toast(t('delete.done', { name: fullName(deleted) }));
      dropUser(client, deleted.id);
      onDeleted(deleted);
      void client.invalidateQueries({ queryKey: USERS });
    },
  });

  function close() {
    if (deletion.isPending) return;
    deletion.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={user !== null}
      onClose={close}
      title={t('delete.title', { name })}
      verb={t('delete.confirm', { name })}
      onConfirm={() => user && !deletion.isPending && deletion.mutate(user)}
      isSending={deletion.isPending}
      error={deletion.error}
    >
      {t('delete.text', { date: restorableUntil() })}
    </ConfirmDialog>
  );
}
