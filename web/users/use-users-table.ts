import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { User } from '../../contract/users.ts';
import { columns, features } from './user-columns.tsx';
import type { ListProps } from './users-list.ts';

/** The model of the table: which columns show, and a row for each user. */
export function useUsersTable({ users, view }: Pick<ListProps, 'users' | 'view'>) {
  const columnVisibility = useMemo(() => Object.fromEntries(view.hide.map((column) => [column, false])), [view.hide]);
  return useTable({
    features,
    columns,
    data: users as User[],
    getRowId: (user) => user.id,
    manualSorting: true,
    state: { columnVisibility },
  });
}

export type UsersTableModel = ReturnType<typeof useUsersTable>;
export type UsersTableRow = ReturnType<UsersTableModel['getRowModel']>['rows'][number];
