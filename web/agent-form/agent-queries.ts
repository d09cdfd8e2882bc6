import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../live/live-events.ts';

export function agentKey(id: string) {
  return ['agents', 'one', id] as const;
}

/** One agent, asked for again when somebody changes them. */
export function useAgent(id: string) {
  const client = useQueryClient();
  useLiveEvents((event) => {
    const isAboutThem = event.kind === 'users.changed' && (event.ids.length === 0 || event.ids.includes(id));
    if (isAboutThem || (event.kind === 'ready' && !event.whole)) void client.invalidateQueries({ queryKey: agentKey(id) });
  });
  return useQuery({
    queryKey: agentKey(id),
    queryFn: ({ signal }) => call('getAgent', { params: { userId: id }, signal }),
  });
}
