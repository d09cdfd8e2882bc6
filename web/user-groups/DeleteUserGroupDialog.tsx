import { useTranslation } from 'react-i18next';
import type { UserGroup } from '../../contract/user-groups.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { useLast } from '../ui/use-last.ts';
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
  const { name = '', leads } = useLast(group) ?? {};
  return (
    <DeleteDialog
      item={group}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.confirm')}
      send={({ id }) => call('deleteUserGroup', { params: { id } })}
      done={t('delete.done', { name })}
      onDone={refresh}
      onFailed={({ problem }) => problem?.status === 404 && refresh()}
    >
      {leads ? t('delete.leads', { count: leads }) : t('delete.text')}
    </DeleteDialog>
  );
}
