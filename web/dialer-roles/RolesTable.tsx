import { Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ALL_DIALER_PERMISSIONS } from '../../contract/dialer-permissions.ts';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import table from '../short-list/ShortTable.module.css';
import { RowAction, ShortRow, ShortTable } from '../short-list/ShortTable.tsx';
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
export function RolesTable({ roles, open, ...steps }: Props) {
  const { t } = useTranslation('dialer-roles');
  return (
    <ShortTable
      label={t('table')}
      className={classes.table}
      columns={[
        { id: 'name', title: t('column.name') },
        { id: 'count', title: t('column.members') },
        { id: 'may', title: t('column.permissions') },
        { id: 'scope', title: t('column.scope') },
        { id: 'says', title: t('column.defaults') },
      ]}
      words={{ next: t('shortcut.next'), previous: t('shortcut.previous'), actions: t('column.actions') }}
      items={roles}
      row={(role) => <RoleRow key={role.id} role={role} isOpen={role.id === open} {...steps} />}
    />
  );
}

function RoleRow({ role, isOpen, onOpen, onDelete }: Omit<Props, 'roles' | 'open'> & { role: DialerRole; isOpen: boolean }) {
  const { t } = useTranslation('dialer-roles');
  const says = useSaysWords();
  const { name, members, permissions, scope, can } = role;
  const said = says(role);
  return (
    <ShortRow
      {...{ name, isOpen }}
      onOpen={() => onOpen(role)}
      actions={
        <RowAction label={t('delete.of', { name })} decision={can.delete} icon={IconTrash} onClick={() => onDelete(role)} />
      }
    >
      <td data-column="count">
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
    </ShortRow>
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
