import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type ActivityView, searchOf, viewOf } from './activity-search.ts';

export type ChangeView = (change: Partial<ActivityView>) => void;

/** The filters in the address bar, and how to change them. Each change is a step that the back button undoes, except typing. */
export function useActivityView(): { view: ActivityView; changeView: ChangeView } {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const key = JSON.stringify(search);
  const view = useMemo(() => viewOf(JSON.parse(key) as Record<string, unknown>), [key]);
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
