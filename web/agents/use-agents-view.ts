import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useViewOf } from '../table/use-view-of.ts';
import { type AgentsView, searchOf, viewOf } from './agents-search.ts';

export type ChangeView = (change: Partial<AgentsView>) => void;

/** The view in the address bar, and how to change it. */
export function useAgentsView(): { view: AgentsView; changeView: ChangeView } {
  const view = useViewOf(viewOf);
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
