import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../contract/live.ts';
import type { MemberKind } from '../agent-sets/set-kind.ts';
import { call } from '../api/client.ts';
import { useRenewedWithUsers } from '../live/use-renewed-with-users.ts';

const KEY = ['dialerRoles'];
const KEYS = [KEY];

const concerns = (event: LiveEvent) =>
  event.kind === 'users.changed' || (event.kind === 'dialer.changed' && event.what === 'dialerRoles');

/** The dialer roles by name, renewed when one of them, or who holds it, changes. */
export function useRoles() {
  useRenewedWithUsers(KEYS, concerns);
  return useQuery({ queryKey: [...KEY, 'list'], queryFn: ({ signal }) => call('listDialerRoles', { signal }) });
}

/** Asks the server again for everything that shows roles: their list, who holds them, and agents. */
export function useRefreshRoles(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: ['agents'] });
    await client.invalidateQueries({ queryKey: KEY });
  };
}

/** Whom a role is given to, and taken from. */
export const ROLE_MEMBERS: MemberKind = {
  queryKey: KEY,
  hasLevels: false,
  box: (id, query, signal) => call('listDialerRoleAgents', { params: { id }, query, signal }),
  move: (id, { add, remove }) =>
    call('changeDialerRoleMembers', { params: { id }, body: { add: add.map((one) => one.id), remove: [...remove] } }),
};
