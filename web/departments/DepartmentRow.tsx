import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatNumber } from '../ui/format.ts';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import classes from './DepartmentsTable.module.css';
import type { RowSteps } from './DepartmentsTable.tsx';
import type { Department } from './use-departments.ts';

interface Props extends RowSteps {
  department: Department;
  isOpen: boolean;
}

/** One department: its name opens the members, the number leads to the list of these users. */
export function DepartmentRow({ department, isOpen, onOpen, onRename, onDelete }: Props) {
  const { t } = useTranslation('departments');
  const { id, name, users } = department;
  return (
    <tr data-open={isOpen || undefined}>
      <th scope="row" data-column="name">
        <UnstyledButton className={classes.name} data-row onClick={() => onOpen(department)} aria-haspopup="dialog">
          <bdi>{name}</bdi>
        </UnstyledButton>
      </th>
      <td data-column="users">
        {users === 0 ? (
          <span className={classes.none}>{formatNumber(0)}</span>
        ) : (
          <LinkAnchor
            to="/settings/users"
            search={{ department: id }}
            className={classes.users}
            aria-label={t('usersOf', { count: users, name })}
          >
            {formatNumber(users)}
          </LinkAnchor>
        )}
      </td>
      <td data-column="actions">
        <span className={classes.actions}>
          <Act label={t('rename.of', { name })} onClick={() => onRename(department)} icon={<IconPencil {...ICON} />} />
          <Act label={t('delete.of', { name })} onClick={() => onDelete(department)} icon={<IconTrash {...ICON} />} />
        </span>
      </td>
    </tr>
  );
}

function Act({ label, onClick, icon }: { label: string; onClick: () => void; icon: ReactNode }) {
  const { can } = useMe();
  return (
    <DisabledReason decision={can.createDepartment} label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </DisabledReason>
  );
}
