import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { UserPolicy } from '../../contract/security.ts';
import { call } from '../api/client.ts';

/** What counts for a user at sign-in; asked again with every newer version of the user. */
export function useUserPolicy(id: string, version: number) {
  return useQuery({
    queryKey: ['users', 'policy', id, version],
    queryFn: ({ signal }) => call('getUserPolicy', { params: { id }, signal }),
    placeholderData: (before) => before,
  });
}

export function useUserAddresses(id: string) {
  return useQuery({
    queryKey: ['users', 'addresses', id],
    queryFn: ({ signal }) => call('listUserAddresses', { params: { id }, signal }),
  });
}

/** Everything about users is asked again. */
export function useRefreshUsers(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['users'] });
}

export type Limits = UserPolicy['own'];
