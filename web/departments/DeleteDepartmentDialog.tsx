import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { type Department, useRefreshDepartments } from './use-departments.ts';

interface Props {
  /** What to delete; null while the dialog is closed. */
  department: Department | null;
  onClose: () => void;
}

/** Says what deleting this department does to its users, and does it. */
export function DeleteDepartmentDialog({ department, onClose }: Props) {
  const { t } = useTranslation('departments');
  const refresh = useRefreshDepartments();
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(department);
  if (department && department !== shown) setShown(department);
  const { name = '', users = 0 } = shown ?? {};

  const deletion = useMutation<undefined, ApiError, Department>({
    mutationFn: ({ id }) => call('deleteDepartment', { params: { id } }),
    onSuccess: async (_, deleted) => {
      await refresh();
      toast(t('delete.done', { name: deleted.name }));
      onClose();
    },
    onError: ({ code }) => code === 'department.not_found' && refresh(),
  });

  function close() {
    if (deletion.isPending) return;
    deletion.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={department !== null}
      onClose={close}
      title={t('delete.title', { name })}
      verb={t('delete.confirm')}
      onConfirm={() => department && !deletion.isPending && deletion.mutate(department)}
      isSending={deletion.isPending}
      error={deletion.error}
    >
      {users === 0 ? t('delete.nobody') : t('delete.users', { count: users })}
    </ConfirmDialog>
  );
}
