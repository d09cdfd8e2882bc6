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
    const isAboutChoices = event.kind === 'dialer.changed';
    if (isAboutThem || (event.kind === 'ready' && !event.whole)) void client.invalidateQueries({ queryKey: agentKey(id) });
    // Each list has the name of what the event says; what the account says may have changed with any of them.
    if (isAboutChoices) for (const key of [[event.what], ['agents', 'new']]) void client.invalidateQueries({ queryKey: key });
  });
  return useQuery({
    queryKey: agentKey(id),
    queryFn: ({ signal }) => call('getAgent', { params: { userId: id }, signal }),
  });
}
