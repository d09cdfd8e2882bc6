import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
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
  return (
    <DeleteDialog
      item={opened ? user : null}
      onClose={onClose}
      title={t('erase.title', { name })}
      verb={t('erase.confirm', { name })}
      send={({ id }) => run(() => call('eraseUser', { params: { id } }))}
      done={t('erase.done', { name })}
      onDone={({ id }) => {
        dropUser(client, id);
        onErased(user);
        client.removeQueries({ queryKey: [...USERS, 'one', id] });
        void client.invalidateQueries({ queryKey: USERS });
      }}
    >
      <p>{t('erase.text')}</p>
      <p>{t('erase.stays')}</p>
    </DeleteDialog>
  );
}
