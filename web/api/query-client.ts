import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';

interface Listeners {
  /** The session ended, or there was none. */
  onSessionRequired: () => void;
  /** The session may not be used from this address. */
  onAddressNotAllowed: () => void;
  /** The password must be changed before anything else. */
  onPasswordChangeRequired: () => void;
}

const RETRIES = 2;

/** The cache of everything the server said. Refusals that concern the whole page go to the listeners. */
export function makeQueryClient(listeners: Listeners): QueryClient {
  const onError = (error: unknown) => {
    if (!(error instanceof ApiError)) return;
    if (error.code === 'session.required') listeners.onSessionRequired();
    if (error.code === 'session.address_not_allowed') listeners.onAddressNotAllowed();
    if (error.code === 'password.change_required') listeners.onPasswordChangeRequired();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: isWorthRetrying, staleTime: 10_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Asking again helps where the server was out of reach or failed, never where it refused. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  if (failures >= RETRIES || !(error instanceof ApiError)) return false;
  return error.problem === null || error.problem.status >= 500;
}
