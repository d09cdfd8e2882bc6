import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { useLast } from '../ui/use-last.ts';
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
  const last = useLast(user);
  const name = last ? fullName(last) : '';
  return (
    <DeleteDialog
      item={user}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.confirm', { name })}
      send={({ id }) => call('deleteUser', { params: { id } })}
      done={t('delete.done', { name })}
      onDone={(deleted) => {
        dropUser(client, deleted.id);
        onDeleted(deleted);
        void client.invalidateQueries({ queryKey: USERS });
      }}
    >
      {t('delete.text', { date: restorableUntil() })}
    </DeleteDialog>
  );
}
