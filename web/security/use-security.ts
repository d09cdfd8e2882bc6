import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Result } from '../../contract/endpoint.ts';
import type { getSecurity } from '../../contract/security.ts';
import { call } from '../api/client.ts';

export type Security = Result<typeof getSecurity>;

const SECURITY = ['security'] as const;
export const ADDRESSES = [...SECURITY, 'addresses'] as const;

export function useSecurity() {
  return useQuery({
    queryKey: [...SECURITY, 'defaults'],
    queryFn: ({ signal }) => call('getSecurity', { signal }),
    refetchOnWindowFocus: 'always',
  });
}

export function useAddresses() {
  return useQuery({
    queryKey: ADDRESSES,
    queryFn: ({ signal }) => call('listAllowedAddresses', { signal }),
    refetchOnWindowFocus: 'always',
  });
}

export function putSecurity(client: QueryClient, security: Security): void {
  client.setQueryData([...SECURITY, 'defaults'], security);
}

/** After a change: the page asks again. */
export function useRefreshSecurity(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: SECURITY });
}
