import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useViewOf } from '../table/use-view-of.ts';
import { type ActivityView, searchOf, viewOf } from './activity-search.ts';

export type ChangeView = (change: Partial<ActivityView>) => void;

/** The filters in the address bar, and how to change them. Each change is a step that the back button undoes, except typing. */
export function useActivityView(): { view: ActivityView; changeView: ChangeView } {
  const view = useViewOf(viewOf);
  const navigate = useNavigate();

  const changeView = useCallback<ChangeView>(
    (change) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => searchOf({ ...viewOf(before), ...change }),
        replace: 'q' in change,
      });
    },
    [navigate],
  );

  return { view, changeView };
}
