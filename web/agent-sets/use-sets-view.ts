import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { SetKind } from './set-kind.ts';
import { type SetsSearch, setsSearch } from './sets-search.ts';

export type ChangeView = (change: SetsSearch, how?: { push?: boolean }) => void;

/** The view in the address bar, and how to change it. */
export function useSetsView({ to }: SetKind): { view: SetsSearch; changeView: ChangeView } {
  const view = useSearch({ from: `/portal${to}` });
  const navigate = useNavigate();
  const changeView = useCallback<ChangeView>(
    (change, { push = false } = {}) => {
      void navigate({
        to,
        search: (before: Record<string, unknown>) => setsSearch({ ...before, ...change }),
        replace: !push,
      });
    },
    [navigate, to],
  );
  return { view, changeView };
}
