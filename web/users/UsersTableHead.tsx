import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserSort } from '../../contract/users.ts';
import { directionOf, SortButton } from '../table/SortButton.tsx';
import type { HideableColumn } from './column-names.ts';
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
  const press = (sort: UserSort) =>
    changeView({ sort, descending: view.sort === sort ? !view.descending : startsDescending(sort) });
  return (
    <thead>
      <tr aria-rowindex={1}>
        {table.getVisibleLeafColumns().map(({ id }) => {
          const sort = sortOf(id);
          const title = t(`column.${id as HideableColumn | 'name'}`);
          const direction = sort && directionOf(sort, view);
          return (
            <th key={id} scope="col" data-column={id} aria-sort={direction}>
              {sort && direction ? <SortButton title={title} direction={direction} onClick={() => press(sort)} /> : title}
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

/** One looks for the newest first. */
function startsDescending(sort: UserSort): boolean {
  return sort === 'lastSignInAt' || sort === 'createdAt';
}
