import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { useLast } from '../ui/use-last.ts';
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
  const { id = '', name = '', members = 0 } = useLast(role) ?? {};
  const last = useQuery({
    queryKey: ['dialerRoles', id, 'lastHolders'],
    queryFn: ({ signal }) => call('listLastHolders', { params: { id }, signal }),
    enabled: role !== null,
    staleTime: 0,
  });
  const { items = [], count = 0 } = last.data ?? {};
  return (
    <DeleteDialog
      item={last.isPending ? null : role}
      onClose={onClose}
      title={t(count > 0 ? 'delete.notYet' : 'delete.title', { name })}
      verb={t('delete.confirm')}
      send={(one) => call('deleteDialerRole', { params: { id: one.id } })}
      done={t('delete.done', { name })}
      onDone={refresh}
      onFailed={() => void last.refetch()}
      isBlocked={count > 0}
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
    </DeleteDialog>
  );
}
