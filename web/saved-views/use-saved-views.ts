import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SavedView, ViewedList, ViewState } from '../../contract/saved-views.ts';
import { call } from '../api/client.ts';
import { toast, toastError } from '../ui/toast.tsx';

function viewsKey(list: ViewedList) {
  return ['savedViews', list] as const;
}

/** One's own views of a list, and those that others share. */
export function useSavedViews(list: ViewedList) {
  const { data } = useQuery({
    queryKey: viewsKey(list),
    queryFn: ({ signal }) => call('listSavedViews', { query: { list }, signal }),
  });
  return { views: data?.items ?? [], share: data?.can.share };
}

/** Asks the server again for the views of a list. */
export function useRefreshViews(list: ViewedList): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: viewsKey(list) });
}

interface ViewChange {
  readonly view: SavedView;
  readonly edit: { readonly state?: ViewState; readonly isShared?: boolean };
  /** What is said when it is done. */
  readonly done: string;
}

/** Puts another state or reach into a view, and says so. */
export function useUpdateView(list: ViewedList): (change: ViewChange) => void {
  const { t } = useTranslation('saved-views');
  const refresh = useRefreshViews(list);
  const { mutate } = useMutation({
    mutationFn: ({ view, edit }: ViewChange) =>
      call('updateSavedView', { params: { id: view.id }, body: edit, ifMatch: view.version }),
    onSuccess: (_, { done }) => toast(done),
    onError: (error, { view }) => toastError(t('failed', { name: view.name }), error),
    onSettled: refresh,
  });
  return mutate;
}

/** Whether two states say the same, in whichever order. */
export function isSameState(one: ViewState, other: ViewState): boolean {
  const written = (state: ViewState) => JSON.stringify(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)));
  return written(one) === written(other);
}
