import type { RefObject } from 'react';
import type { User } from '../../contract/users.ts';
import type { RowRange } from '../table/list-query.ts';
import type { ActiveRow } from '../table/use-active-row.ts';
import type { Density } from '../table/use-density.ts';
import type { ChangeView } from './use-users-view.ts';
import type { useUsersList } from './users-queries.ts';
import type { UsersView } from './users-search.ts';

/** What the table and the cards need to show the list. */
export interface ListProps {
  readonly view: UsersView;
  readonly changeView: ChangeView;
  readonly users: readonly User[];
  readonly query: ReturnType<typeof useUsersList>['query'];
  /** How many match in all; not known at first. */
  readonly matching: number | undefined;
  readonly density: Density;
  readonly rows: ActiveRow;
  /** Kept up to date by the list, read by who watches pending users. */
  readonly onScreen: RefObject<RowRange>;
  readonly onOpen: (user: User) => void;
  readonly onDelete: (user: User) => void;
}
