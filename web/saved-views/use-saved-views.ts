import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedView, ViewedList, ViewState } from '../../contract/saved-views.ts';
import { call } from '../api/client.ts';

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

/** Puts another state, name or reach into a view. */
export function useUpdateView(list: ViewedList) {
  const refresh = useRefreshViews(list);
  return useMutation({
    mutationFn: ({ view, edit }: { view: SavedView; edit: { state?: ViewState; isShared?: boolean } }) =>
      call('updateSavedView', { params: { id: view.id }, body: edit, ifMatch: view.version }),
    onSettled: refresh,
  });
}

/** Whether two states say the same, in whichever order. */
export function isSameState(one: ViewState, other: ViewState): boolean {
  const written = (state: ViewState) => JSON.stringify(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)));
  return written(one) === written(other);
}
