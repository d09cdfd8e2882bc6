import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LiveEvent } from '../../contract/live.ts';
import { useRenewedWithUsers } from '../live/use-renewed-with-users.ts';
import type { MemberKind, SetKind } from './set-kind.ts';

/** All that one sees, by name, renewed when one of them, or who is in it, changes. */
export function useSets(kind: SetKind) {
  const keys = useMemo(() => [kind.queryKey], [kind]);
  const concerns = (event: LiveEvent) =>
    event.kind === 'users.changed' || (event.kind === 'dialer.changed' && event.what === kind.announced);
  useRenewedWithUsers(keys, concerns);
  return useQuery({ queryKey: kind.queryKey, queryFn: ({ signal }) => kind.list(signal) });
}

/** Asks the server again for everything that shows them: their list, their members, and agents. */
export function useRefreshSets(kind: Pick<MemberKind, 'queryKey'>): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: ['agents'] });
    await client.invalidateQueries({ queryKey: kind.queryKey });
  };
}
