import { ActionIcon, Tooltip } from '@mantine/core';
import { IconEye, IconRestore, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import classes from '../table/Cells.module.css';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { fullName } from './names.ts';
import { useRestoreUser } from './use-restore-user.ts';

interface Props {
  user: User;
  tabIndex?: number;
  onOpen: (user: User) => void;
  onDelete: (user: User) => void;
}

/** The eye and the trash can of one user; of a deleted one, the way back. */
export function RowActions({ user, tabIndex, onOpen, onDelete }: Props) {
  const { t } = useTranslation('users');
  const view = t('table.view', { name: fullName(user) });
  const remove = t('table.delete', { name: fullName(user) });
  return (
    <span className={classes.actions}>
      <Tooltip label={view}>
        <ActionIcon variant="subtle" color="gray" aria-label={view} tabIndex={tabIndex} onClick={() => onOpen(user)}>
          <IconEye {...ICON} />
        </ActionIcon>
      </Tooltip>
      {user.status === 'deleted' ? (
        <RestoreAction user={user} tabIndex={tabIndex} />
      ) : (
        <DisabledReason decision={user.can.delete} label={remove}>
          <ActionIcon variant="subtle" color="gray" aria-label={remove} tabIndex={tabIndex} onClick={() => onDelete(user)}>
            <IconTrash {...ICON} />
          </ActionIcon>
        </DisabledReason>
      )}
    </span>
  );
}

function RestoreAction({ user, tabIndex }: Pick<Props, 'user' | 'tabIndex'>) {
  const { t } = useTranslation('users');
  const { mutate, isPending } = useRestoreUser();
  const restore = t('table.restore', { name: fullName(user) });
  return (
    <DisabledReason decision={user.can.restore} label={restore}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={restore}
        tabIndex={tabIndex}
        loading={isPending}
        onClick={() => mutate(user)}
      >
        <IconRestore {...ICON} />
      </ActionIcon>
    </DisabledReason>
  );
}
