import {
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { USER_SORTS, type User, type UserSort } from '../../contract/users.ts';
import { PlainCell } from '../table/PlainCell.tsx';
import { DepartmentsCell } from './DepartmentsCell.tsx';
import { LastSignIn } from './LastSignIn.tsx';
import { MainAccountCell } from './MainAccountCell.tsx';
import { NameCell } from './NameCell.tsx';
import { RolesCell } from './RolesCell.tsx';
import { StatusCell } from './StatusCell.tsx';
import { TwoFactorCell } from './TwoFactorCell.tsx';

/** Sorting and filtering happen on the server; the table only knows about columns. */
export const features = tableFeatures({ columnVisibilityFeature, columnSizingFeature, rowSortingFeature });

const column = createColumnHelper<typeof features, User>();

export const columns = column.columns([
  column.accessor('lastName', {
    id: 'name',
    size: 208,
    enableHiding: false,
    cell: ({ row }) => <NameCell user={row.original} />,
  }),
  column.accessor('email', { size: 150, cell: ({ row }) => <PlainCell value={row.original.email} /> }),
  column.accessor('username', { size: 95, cell: ({ row }) => <PlainCell value={row.original.username} /> }),
  column.display({ id: 'roles', size: 110, cell: ({ row }) => <RolesCell user={row.original} /> }),
  column.display({ id: 'departments', size: 88, cell: ({ row }) => <DepartmentsCell user={row.original} /> }),
  column.display({ id: 'mainAccount', size: 95, cell: ({ row }) => <MainAccountCell user={row.original} /> }),
  column.accessor('status', { size: 175, cell: ({ row }) => <StatusCell user={row.original} /> }),
  column.accessor('twoFactor', {
    size: 84,
    enableSorting: false,
    cell: ({ row }) => <TwoFactorCell user={row.original} />,
  }),
  column.accessor('lastSignInAt', { size: 108, cell: ({ row }) => <LastSignIn at={row.original.lastSignInAt} /> }),
]);

/** The sort of the API that belongs to a column, or none. */
export function sortOf(columnId: string): UserSort | undefined {
  return USER_SORTS.find((sort) => sort === columnId);
}
