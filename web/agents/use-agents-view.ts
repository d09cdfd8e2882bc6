import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type AgentsView, searchOf, viewOf } from './agents-search.ts';

export type ChangeView = (change: Partial<AgentsView>) => void;

/** The view in the address bar, and how to change it. */
export function useAgentsView(): { view: AgentsView; changeView: ChangeView } {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const key = JSON.stringify(search);
  const view = useMemo(() => viewOf(JSON.parse(key) as Record<string, unknown>), [key]);
  const navigate = useNavigate();

  const changeView = useCallback<ChangeView>(
    (change) => {
      void navigate({
        to: '/dialer/users',
        search: (before: Record<string, unknown>) => searchOf({ ...viewOf(before), ...change }),
        replace: true,
      });
    },
    [navigate],
  );

  return { view, changeView };
}
