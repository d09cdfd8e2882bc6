import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import table from '../departments/DepartmentsTable.module.css';
import { useRowKeys } from '../departments/use-row-keys.ts';
import { SMALL_ICON } from '../theme.ts';
import { SetRow } from './SetRow.tsx';
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
  const list = useRef<HTMLTableElement>(null);
  useRowKeys(list, { enabled: sets.length > 0, next: t('shortcut.next'), previous: t('shortcut.previous') });
  return (
    <table ref={list} className={table.table} aria-label={t(`${kind.words}.table`)}>
      <thead>
        <tr>
          <SortHead column="name" first="name" {...{ view, changeView }} />
          <SortHead column="members" first="-members" {...{ view, changeView }} />
          <th scope="col">
            <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => (
          <SetRow key={set.id} {...{ kind, set }} isOpen={view.open === set.id} {...steps} />
        ))}
      </tbody>
    </table>
  );
}

interface HeadProps extends Pick<Props, 'view' | 'changeView'> {
  column: 'name' | 'members';
  /** How the first click sorts. */
  first: 'name' | '-members';
}

function SortHead({ column, first, view, changeView }: HeadProps) {
  const { t } = useTranslation('tags');
  const { sort = 'name' } = view;
  const isSorted = sort.endsWith(column);
  const isDescending = sort.startsWith('-');
  const Arrow = !isSorted ? IconSelector : isDescending ? IconArrowDown : IconArrowUp;
  const title = t(`column.${column}`);
  return (
    <th
      scope="col"
      data-column={column === 'members' ? 'users' : column}
      aria-sort={!isSorted ? 'none' : isDescending ? 'descending' : 'ascending'}
    >
      <UnstyledButton
        className={table.sort}
        data-sorted={isSorted || undefined}
        title={t('sortBy', { column: title })}
        onClick={() => changeView({ sort: !isSorted ? first : isDescending ? column : `-${column}` })}
      >
        {title}
        <Arrow {...SMALL_ICON} size={14} className={table.arrow} />
      </UnstyledButton>
    </th>
  );
}
