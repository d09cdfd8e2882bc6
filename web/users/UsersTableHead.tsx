import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserSort } from '../../contract/users.ts';
import { SMALL_ICON } from '../theme.ts';
import type { HideableColumn } from './column-names.ts';
import classes from './UsersTable.module.css';
import type { UsersTableModel } from './use-users-table.ts';
import type { ChangeView } from './use-users-view.ts';
import { sortOf } from './user-columns.tsx';
import type { UsersView } from './users-search.ts';

interface Props {
  table: UsersTableModel;
  view: UsersView;
  changeView: ChangeView;
}

export function UsersTableHead({ table, view, changeView }: Props) {
  const { t } = useTranslation('users');
  return (
    <thead>
      <tr aria-rowindex={1}>
        {table.getVisibleLeafColumns().map(({ id }) => {
          const sort = sortOf(id);
          const title = t(`column.${id as HideableColumn | 'name'}`);
          return (
            <th key={id} scope="col" data-column={id} aria-sort={sort && ariaSort(sort, view)}>
              {sort ? <SortButton sort={sort} title={title} view={view} changeView={changeView} /> : title}
            </th>
          );
        })}
        <th scope="col" data-column="actions">
          <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}

function SortButton({ sort, title, view, changeView }: Omit<Props, 'table'> & { sort: UserSort; title: string }) {
  const { t } = useTranslation('users');
  const isSorted = view.sort === sort;
  const Arrow = !isSorted ? IconSelector : view.descending ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      className={classes.sort}
      data-sorted={isSorted || undefined}
      title={t('sortBy', { column: title })}
      onClick={() => changeView({ sort, descending: isSorted ? !view.descending : startsDescending(sort) })}
    >
      {title}
      <Arrow {...SMALL_ICON} size={14} className={classes.arrow} />
    </UnstyledButton>
  );
}

/** One looks for the newest first. */
function startsDescending(sort: UserSort): boolean {
  return sort === 'lastSignInAt' || sort === 'createdAt';
}

function ariaSort(sort: UserSort, view: UsersView): 'ascending' | 'descending' | 'none' {
  if (view.sort !== sort) return 'none';
  return view.descending ? 'descending' : 'ascending';
}
