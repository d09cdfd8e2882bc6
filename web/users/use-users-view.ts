import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useViewOf } from '../table/use-view-of.ts';
import { searchOf, type UsersView, viewOf } from './users-search.ts';

interface How {
  /** Makes a step that the back button undoes. */
  push?: boolean;
  /** Without asking whether what was typed may be lost. */
  leaveForm?: boolean;
}

export type ChangeView = (change: Partial<UsersView>, how?: How) => void;

/** The view in the address bar, and how to change it. */
export function useUsersView(): { view: UsersView; changeView: ChangeView } {
  const view = useViewOf(viewOf);
  const navigate = useNavigate();

  const changeView = useCallback<ChangeView>(
    (change, { push = false, leaveForm = false } = {}) => {
      void navigate({
        to: '/settings/users',
        search: (before: Record<string, unknown>) => searchOf({ ...viewOf(before), ...change }),
        replace: !push,
        ignoreBlocker: leaveForm,
      });
    },
    [navigate],
  );

  return { view, changeView };
}

/** Whether anything narrows the list. */
export function isFiltered(view: UsersView): boolean {
  return view.q !== '' || view.status.length + view.role.length + view.department.length + view.twoFactor.length > 0;
}

export const NO_FILTERS = { q: '', status: [], role: [], department: [], twoFactor: [] } satisfies Partial<UsersView>;
