import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useViewOf } from '../table/use-view-of.ts';
import { type LeadsView, searchOf, viewOf } from './leads-search.ts';

interface How {
  /** What was typed is kept elsewhere already: nobody is asked. */
  readonly leaveForm?: boolean;
}

export type ChangeView = (change: Partial<LeadsView>, how?: How) => void;

/** The view in the address bar, and how to change it. */
export function useLeadsView(): { view: LeadsView; changeView: ChangeView } {
  const view = useViewOf(viewOf);
  const navigate = useNavigate();

  const changeView = useCallback<ChangeView>(
    (change, how = {}) => {
      void navigate({
        to: '/dialer/leads',
        search: (before: Record<string, unknown>) => searchOf({ ...viewOf(before), ...change }),
        // Back closes what was opened.
        ignoreBlocker: how.leaveForm ?? false,
        replace: change.lead === undefined || change.lead === null,
      });
    },
    [navigate],
  );

  return { view, changeView };
}
