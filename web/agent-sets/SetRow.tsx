import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import table from '../departments/DepartmentsTable.module.css';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatNumber } from '../ui/format.ts';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import type { RowSteps } from './SetsTable.tsx';
import type { AgentSet, SetKind } from './set-kind.ts';

interface Props extends RowSteps {
  kind: SetKind;
  set: AgentSet;
  isOpen: boolean;
}

/** One of them: the row opens its members, the number leads to the list of these agents. */
export function SetRow({ kind, set, isOpen, onOpen, onRename, onDelete }: Props) {
  const { t } = useTranslation('tags');
  const { id, name, members, can } = set;
  const [rename, remove] = [t('rename.of', { name }), t('delete.of', { name })];
  return (
    <tr data-open={isOpen || undefined}>
      <th scope="row" data-column="name">
        <UnstyledButton className={table.name} data-row onClick={() => onOpen(set)} aria-haspopup="dialog">
          <bdi>{name}</bdi>
        </UnstyledButton>
      </th>
      <td data-column="users">
        {members === 0 ? (
          <span className={table.none}>{formatNumber(0)}</span>
        ) : (
          <LinkAnchor
            to="/dialer/users"
            search={{ [kind.filter]: id }}
            className={table.users}
            aria-label={t('inList', { count: members, number: formatNumber(members), name })}
          >
            {formatNumber(members)}
          </LinkAnchor>
        )}
      </td>
      <td data-column="actions">
        <span className={table.actions}>
          <DisabledReason decision={can.manage} label={rename}>
            <ActionIcon variant="subtle" color="gray" aria-label={rename} onClick={() => onRename(set)}>
              <IconPencil {...ICON} />
            </ActionIcon>
          </DisabledReason>
          <DisabledReason decision={can.manage} label={remove}>
            <ActionIcon variant="subtle" color="gray" aria-label={remove} onClick={() => onDelete(set)}>
              <IconTrash {...ICON} />
            </ActionIcon>
          </DisabledReason>
        </span>
      </td>
    </tr>
  );
}
