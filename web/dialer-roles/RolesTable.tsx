import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ALL_DIALER_PERMISSIONS } from '../../contract/dialer-permissions.ts';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import table from '../departments/DepartmentsTable.module.css';
import { useRowKeys } from '../departments/use-row-keys.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatList, formatNumber } from '../ui/format.ts';
import { PERMISSION_GROUPS } from './permission-groups.ts';
import classes from './RolesTable.module.css';
import { useSaysWords } from './use-says-words.ts';

interface Props {
  roles: readonly DialerRole[];
  /** The id of the one whose drawer is open. */
  open: string | undefined;
  onOpen: (role: DialerRole) => void;
  onDelete: (role: DialerRole) => void;
}

/** Each role with what it may do, whom it reaches, what it says and how many hold it. */
export function RolesTable({ roles, open, onOpen, onDelete }: Props) {
  const { t } = useTranslation('dialer-roles');
  const list = useRef<HTMLTableElement>(null);
  useRowKeys(list, { enabled: roles.length > 0, next: t('shortcut.next'), previous: t('shortcut.previous') });
  return (
    <table ref={list} className={`${table.table} ${classes.table}`} aria-label={t('table')}>
      <thead>
        <tr>
          <th scope="col" data-column="name">
            {t('column.name')}
          </th>
          <th scope="col" data-column="users">
            {t('column.members')}
          </th>
          <th scope="col" data-column="may">
            {t('column.permissions')}
          </th>
          <th scope="col" data-column="scope">
            {t('column.scope')}
          </th>
          <th scope="col" data-column="says">
            {t('column.defaults')}
          </th>
          <th scope="col">
            <span className={classes.hidden}>{t('column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {roles.map((role) => (
          <RoleRow key={role.id} role={role} isOpen={role.id === open} onOpen={onOpen} onDelete={onDelete} />
        ))}
      </tbody>
    </table>
  );
}

function RoleRow({ role, isOpen, onOpen, onDelete }: Omit<Props, 'roles' | 'open'> & { role: DialerRole; isOpen: boolean }) {
  const { t } = useTranslation('dialer-roles');
  const says = useSaysWords();
  const { name, members, permissions, scope, can } = role;
  const remove = t('delete.of', { name });
  const said = says(role);
  return (
    <tr data-open={isOpen || undefined}>
      <th scope="row" data-column="name">
        <UnstyledButton className={table.name} data-row onClick={() => onOpen(role)} aria-haspopup="dialog">
          <bdi>{name}</bdi>
        </UnstyledButton>
      </th>
      <td data-column="users">
        <span className={members === 0 ? table.none : undefined}>{formatNumber(members)}</span>
      </td>
      <td data-column="may">
        <Tooltip
          label={formatList(permissions.map((one) => t(`permission.${one}`)))}
          disabled={permissions.length === 0 || permissions.length === ALL_DIALER_PERMISSIONS.length}
          multiline
          maw={420}
        >
          <span className={permissions.length === 0 ? table.none : undefined}>
            <May permissions={permissions} />
          </span>
        </Tooltip>
      </td>
      <td data-column="scope">{t(`scope.${scope}`)}</td>
      <td data-column="says">
        <span className={said ? undefined : table.none}>{said || t('saysNothing')}</span>
      </td>
      <td data-column="actions">
        <span className={table.actions}>
          <DisabledReason decision={can.delete} label={remove}>
            <ActionIcon variant="subtle" color="gray" aria-label={remove} onClick={() => onDelete(role)}>
              <IconTrash {...ICON} />
            </ActionIcon>
          </DisabledReason>
        </span>
      </td>
    </tr>
  );
}

/** "Everything", "Nothing", or how much of each subject. */
function May({ permissions }: Pick<DialerRole, 'permissions'>) {
  const { t } = useTranslation('dialer-roles');
  if (permissions.length === 0) return t('mayNothing');
  if (permissions.length === ALL_DIALER_PERMISSIONS.length) return t('mayEverything');
  const parts = PERMISSION_GROUPS.flatMap(([group, all]) => {
    const held = all.filter((one) => permissions.includes(one)).length;
    if (held === 0) return [];
    const name = t(`group.${group}`);
    return [held === all.length ? name : t('someOf', { name, held: formatNumber(held), all: formatNumber(all.length) })];
  });
  return parts.join(' · ');
}
