import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { DialerSettings } from '../../contract/dialer-settings.ts';
import type { LiveEvent } from '../../contract/live.ts';
import { call } from '../api/client.ts';
import { useRenewedWithUsers } from '../live/use-renewed-with-users.ts';

const KEY = ['dialerSettings'];
const KEYS = [KEY];

const concerns = (event: LiveEvent) =>
  event.kind === 'users.changed' ||
  (event.kind === 'dialer.changed' && (event.what === 'dialerSettings' || event.what === 'dialerRoles'));

/** The account's settings for the Dialer, renewed when they, or whom they reach, change. */
export function useDialerSettings() {
  useRenewedWithUsers(KEYS, concerns);
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call('getDialerSettings', { signal }),
    refetchOnWindowFocus: 'always',
  });
}

/** After a change: what the answer says is shown, and agents are asked for again. */
export function putDialerSettings(client: QueryClient, settings: DialerSettings): void {
  client.setQueryData(KEY, settings);
  void client.invalidateQueries({ queryKey: ['agents'] });
}
