import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import table from '../short-list/ShortTable.module.css';
import { RowAction, ShortRow, ShortTable, sortingOf } from '../short-list/ShortTable.tsx';
import { formatNumber } from '../ui/format.ts';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import type { AgentSet, SetKind } from './set-kind.ts';
import type { SetsSearch } from './sets-search.ts';
import type { ChangeView } from './use-sets-view.ts';

/** What can be done from a row. */
export interface RowSteps {
  onOpen: (set: AgentSet) => void;
  onRename: (set: AgentSet) => void;
  onDelete: (set: AgentSet) => void;
}

interface Props extends RowSteps {
  kind: SetKind;
  view: SetsSearch;
  changeView: ChangeView;
  sets: readonly AgentSet[];
}

/** Each with how many agents are named in it. */
export function SetsTable({ kind, view, changeView, sets, ...steps }: Props) {
  const { t } = useTranslation('tags');
  return (
    <ShortTable
      label={t(`${kind.words}.table`)}
      columns={[
        { id: 'name', title: t('column.name'), sort: sortingOf('name', view, changeView) },
        { id: 'count', title: t('column.members'), sort: sortingOf('members', view, changeView) },
      ]}
      words={{ next: t('shortcut.next'), previous: t('shortcut.previous'), actions: t('column.actions') }}
      items={sets}
      row={(set) => <SetRow key={set.id} {...{ kind, set }} isOpen={view.open === set.id} {...steps} />}
    />
  );
}

/** One of them: the row opens its members, the number leads to the list of these agents. */
function SetRow({ kind, set, isOpen, ...steps }: RowSteps & { kind: SetKind; set: AgentSet; isOpen: boolean }) {
  const { t } = useTranslation('tags');
  const { id, name, members, can } = set;
  const decision = can.manage;
  return (
    <ShortRow
      {...{ name, isOpen }}
      onOpen={() => steps.onOpen(set)}
      actions={
        <>
          <RowAction {...{ decision }} label={t('rename.of', { name })} icon={IconPencil} onClick={() => steps.onRename(set)} />
          <RowAction {...{ decision }} label={t('delete.of', { name })} icon={IconTrash} onClick={() => steps.onDelete(set)} />
        </>
      }
    >
      <td data-column="count">
        {members === 0 ? (
          <span className={table.none}>{formatNumber(0)}</span>
        ) : (
          <LinkAnchor
            to="/dialer/users"
            search={{ [kind.filter]: id }}
            className={table.count}
            aria-label={t('inList', { count: members, number: formatNumber(members), name })}
          >
            {formatNumber(members)}
          </LinkAnchor>
        )}
      </td>
    </ShortRow>
  );
}
