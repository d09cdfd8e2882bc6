import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './DeleteRoleDialog.module.css';
import { useRefreshRoles } from './use-roles.ts';

interface Props {
  /** What to delete; null while the dialog is closed. */
  role: DialerRole | null;
  onClose: () => void;
}

/** Says what deleting a role does, and who keeps it from being deleted. */
export function DeleteRoleDialog({ role, onClose }: Props) {
  const { t } = useTranslation('dialer-roles');
  const refresh = useRefreshRoles();
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(role);
  if (role && role !== shown) setShown(role);
  const { id = '', name = '', members = 0 } = shown ?? {};
  const last = useQuery({
    queryKey: ['dialerRoles', id, 'lastHolders'],
    queryFn: ({ signal }) => call('listLastHolders', { params: { id }, signal }),
    enabled: role !== null,
    staleTime: 0,
  });
  const { items = [], count = 0 } = last.data ?? {};
  const deletion = useMutation<undefined, ApiError, DialerRole>({
    mutationFn: (one) => call('deleteDialerRole', { params: { id: one.id } }),
    onSuccess: async (_, deleted) => {
      await refresh();
      toast(t('delete.done', { name: deleted.name }));
      onClose();
    },
    onError: () => void last.refetch(),
  });

  function close() {
    if (deletion.isPending) return;
    deletion.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={role !== null && !last.isPending}
      onClose={close}
      title={t(count > 0 ? 'delete.notYet' : 'delete.title', { name })}
      verb={t('delete.confirm')}
      onConfirm={() => role && !deletion.isPending && count === 0 && deletion.mutate(role)}
      isBlocked={count > 0}
      isSending={deletion.isPending}
      error={deletion.error}
    >
      {count === 0 && (members === 0 ? t('delete.nobody') : t('delete.agents', { count: members }))}
      {count > 0 && (
        <>
          {t('delete.last', { count })}
          <ul className={classes.holders}>
            {items.slice(0, 10).map((holder) => (
              <li key={holder.id}>
                <Link to="/dialer/users/$id" params={{ id: holder.id }}>
                  <bdi>{holder.name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
          {count > 10 && t('delete.more', { count: count - 10 })}
        </>
      )}
    </ConfirmDialog>
  );
}
