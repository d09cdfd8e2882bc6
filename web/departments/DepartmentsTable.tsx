import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import { DepartmentRow } from './DepartmentRow.tsx';
import classes from './DepartmentsTable.module.css';
import type { DepartmentsSearch } from './departments-search.ts';
import type { Department } from './use-departments.ts';
import type { ChangeView } from './use-departments-view.ts';
import { useRowKeys } from './use-row-keys.ts';

/** What can be done from a row. */
export interface RowSteps {
  onOpen: (department: Department) => void;
  onRename: (department: Department) => void;
  onDelete: (department: Department) => void;
}

interface Props extends RowSteps {
  view: DepartmentsSearch;
  changeView: ChangeView;
  departments: readonly Department[];
}

/** Every department with how many users it has. */
export function DepartmentsTable({ view, changeView, departments, ...steps }: Props) {
  const { t } = useTranslation('departments');
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table, { enabled: departments.length > 0, next: t('shortcut.next'), previous: t('shortcut.previous') });
  return (
    <table ref={table} className={classes.table} aria-label={t('table')}>
      <thead>
        <tr>
          <SortHead column="name" first="name" {...{ view, changeView }} />
          <SortHead column="users" first="-users" {...{ view, changeView }} />
          <th scope="col">
            <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {departments.map((department) => (
          <DepartmentRow key={department.id} department={department} isOpen={view.department === department.id} {...steps} />
        ))}
      </tbody>
    </table>
  );
}

interface HeadProps extends Pick<Props, 'view' | 'changeView'> {
  column: 'name' | 'users';
  /** How the first click sorts. */
  first: 'name' | '-users';
}

function SortHead({ column, first, view, changeView }: HeadProps) {
  const { t } = useTranslation('departments');
  const { sort = 'name' } = view;
  const isSorted = sort.endsWith(column);
  const isDescending = sort.startsWith('-');
  const Arrow = !isSorted ? IconSelector : isDescending ? IconArrowDown : IconArrowUp;
  const title = t(`column.${column}`);
  return (
    <th scope="col" data-column={column} aria-sort={!isSorted ? 'none' : isDescending ? 'descending' : 'ascending'}>
      <UnstyledButton
        className={classes.sort}
        data-sorted={isSorted || undefined}
        title={t('sortBy', { column: title })}
        onClick={() => changeView({ sort: !isSorted ? first : isDescending ? column : `-${column}` })}
      >
        {title}
        <Arrow {...SMALL_ICON} size={14} className={classes.arrow} />
      </UnstyledButton>
    </th>
  );
}
