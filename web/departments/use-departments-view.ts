import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type DepartmentsSearch, departmentsSearch } from './departments-search.ts';

export type ChangeView = (change: DepartmentsSearch, how?: { push?: boolean }) => void;

/** The view in the address bar, and how to change it. */
export function useDepartmentsView(): { view: DepartmentsSearch; changeView: ChangeView } {
  const view = useSearch({ from: '/portal/settings/departments' });
  const navigate = useNavigate();
  const changeView = useCallback<ChangeView>(
    (change, { push = false } = {}) => {
      void navigate({
        to: '/settings/departments',
        search: (before: Record<string, unknown>) => departmentsSearch({ ...before, ...change }),
        replace: !push,
      });
    },
    [navigate],
  );
  return { view, changeView };
}
