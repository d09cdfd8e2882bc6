import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserGroup } from '../../contract/user-groups.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { useRefreshUserGroups } from './use-user-groups.ts';

interface Props {
  /** What to delete; null while the dialog is closed. */
  group: UserGroup | null;
  onClose: () => void;
}

/** Says what deleting a user group does, and does it. */
export function DeleteUserGroupDialog({ group, onClose }: Props) {
  const { t } = useTranslation('user-groups');
  const refresh = useRefreshUserGroups();
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(group);
  if (group && group !== shown) setShown(group);
  const deletion = useMutation<undefined, ApiError, UserGroup>({
    mutationFn: ({ id }) => call('deleteUserGroup', { params: { id } }),
    onSuccess: async (_, { name }) => {
      await refresh();
      toast(t('delete.done', { name }));
      onClose();
    },
    onError: ({ problem }) => problem?.status === 404 && refresh(),
  });

  function close() {
    if (deletion.isPending) return;
    deletion.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={group !== null}
      onClose={close}
      title={t('delete.title', { name: shown?.name ?? '' })}
      verb={t('delete.confirm')}
      onConfirm={() => group && !deletion.isPending && deletion.mutate(group)}
      isSending={deletion.isPending}
      error={deletion.error}
    >
      {shown?.leads ? t('delete.leads', { count: shown.leads }) : t('delete.text')}
    </ConfirmDialog>
  );
}
