import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadFilter } from '../../contract/leads.ts';
import type { UserGroup } from '../../contract/user-groups.ts';
import table from '../departments/DepartmentsTable.module.css';
import { useRowKeys } from '../departments/use-row-keys.ts';
import { languageName } from '../locale-settings/names.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatList, formatNumber } from '../ui/format.ts';
import classes from './UserGroupsTable.module.css';

interface Props {
  groups: readonly UserGroup[];
  /** The id of the one whose drawer is open. */
  open: string | undefined;
  onOpen: (group: UserGroup) => void;
  onDelete: (group: UserGroup) => void;
}

/** Each with the leads it finds and the agents who serve them, in the order in which leads are given out. */
export function UserGroupsTable({ groups, open, ...steps }: Props) {
  const { t } = useTranslation('user-groups');
  const list = useRef<HTMLTableElement>(null);
  useRowKeys(list, { enabled: groups.length > 0, next: t('shortcut.next'), previous: t('shortcut.previous') });
  return (
    <table ref={list} className={`${table.table} ${classes.table}`} aria-label={t('table')}>
      <thead>
        <tr>
          {(['name', 'weight', 'filter', 'leads', 'served', 'agents'] as const).map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(`column.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className={classes.hidden}>{t('column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <GroupRow key={group.id} group={group} isOpen={group.id === open} {...steps} />
        ))}
      </tbody>
    </table>
  );
}

function GroupRow({ group, isOpen, onOpen, onDelete }: Omit<Props, 'groups' | 'open'> & { group: UserGroup; isOpen: boolean }) {
  const { t } = useTranslation('user-groups');
  const words = useFilterWords();
  const { name, weight, filter, leads, agents, tags, skillGroups, can } = group;
  const remove = t('delete.of', { name });
  const served = [
    ...tags.map((tag) => tag.name),
    ...skillGroups.map((one) => t('skillFrom', { name: one.name, level: formatNumber(one.minimumLevel) })),
  ];
  return (
    <tr data-open={isOpen || undefined}>
      <th scope="row" data-column="name">
        <UnstyledButton className={table.name} data-row onClick={() => onOpen(group)} aria-haspopup="dialog">
          <bdi>{name}</bdi>
        </UnstyledButton>
      </th>
      <td data-column="weight">{formatNumber(weight)}</td>
      <td data-column="filter">{words(filter) || t('everyLead')}</td>
      <td data-column="leads">{leads === null ? t('unknown') : formatNumber(leads)}</td>
      <td data-column="served">
        <span className={served.length === 0 ? table.none : undefined}>
          {served.length === 0 ? t('nobody') : <bdi>{formatList(served)}</bdi>}
        </span>
      </td>
      <td data-column="agents">
        <span className={agents === 0 ? table.none : undefined}>{formatNumber(agents)}</span>
      </td>
      <td data-column="actions">
        <span className={table.actions}>
          <DisabledReason decision={can.manage} label={remove}>
            <ActionIcon variant="subtle" color="gray" aria-label={remove} onClick={() => onDelete(group)}>
              <IconTrash {...ICON} />
            </ActionIcon>
          </DisabledReason>
        </span>
      </td>
    </tr>
  );
}

/** Says a filter in a line: "New · Spanish or French · Weight 5 to 10". */
function useFilterWords(): (filter: LeadFilter) => string {
  const { t } = useTranslation('user-groups');
  return ({ statuses = [], languages = [], groups = [], minimumWeight, maximumWeight }) =>
    [
      statuses.length > 0 && formatList(statuses.map((status) => t(`status.${status}`))),
      languages.length > 0 && formatList(languages.map(languageName)),
      groups.length > 0 && formatList(groups),
      weightWords(t, minimumWeight, maximumWeight),
    ]
      .filter(Boolean)
      .join(' · ');
}

function weightWords(t: ReturnType<typeof useTranslation<'user-groups'>>['t'], from: number | undefined, to: number | undefined) {
  if (from !== undefined && to !== undefined) return t('weightBetween', { from: formatNumber(from), to: formatNumber(to) });
  if (from !== undefined) return t('weightFrom', { from: formatNumber(from) });
  return to === undefined ? '' : t('weightTo', { to: formatNumber(to) });
}
