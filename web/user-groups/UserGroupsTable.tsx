import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LeadFilter } from '../../contract/leads.ts';
import type { UserGroup } from '../../contract/user-groups.ts';
import { languageName } from '../locale-settings/names.ts';
import table from '../short-list/ShortTable.module.css';
import { RowAction, ShortRow, ShortTable } from '../short-list/ShortTable.tsx';
import { formatList, formatNumber } from '../ui/format.ts';
import classes from './UserGroupsTable.module.css';

interface Props {
  groups: readonly UserGroup[];
  /** The id of the one whose drawer is open. */
  open: string | undefined;
  onOpen: (group: UserGroup) => void;
  onDelete: (group: UserGroup) => void;
}

const COLUMNS = ['name', 'weight', 'filter', 'leads', 'served', 'agents'] as const;

/** Each with the leads it finds and the agents who serve them, in the order in which leads are given out. */
export function UserGroupsTable({ groups, open, ...steps }: Props) {
  const { t } = useTranslation('user-groups');
  return (
    <ShortTable
      label={t('table')}
      className={classes.table}
      columns={COLUMNS.map((id) => ({ id, title: t(`column.${id}`) }))}
      words={{ next: t('shortcut.next'), previous: t('shortcut.previous'), actions: t('column.actions') }}
      items={groups}
      row={(group) => <GroupRow key={group.id} group={group} isOpen={group.id === open} {...steps} />}
    />
  );
}

function GroupRow({ group, isOpen, onOpen, onDelete }: Omit<Props, 'groups' | 'open'> & { group: UserGroup; isOpen: boolean }) {
  const { t } = useTranslation('user-groups');
  const words = useFilterWords();
  const { name, weight, filter, leads, agents, tags, moreTags, skillGroups, can } = group;
  const served = [
    ...tags.map((tag) => tag.name),
    ...(moreTags > 0 ? [t('moreTags', { count: moreTags })] : []),
    ...skillGroups.map((one) => t('skillFrom', { name: one.name, level: formatNumber(one.minimumLevel) })),
  ];
  return (
    <ShortRow
      {...{ name, isOpen }}
      onOpen={() => onOpen(group)}
      actions={
        <RowAction label={t('delete.of', { name })} decision={can.manage} icon={IconTrash} onClick={() => onDelete(group)} />
      }
    >
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
    </ShortRow>
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
