import { providerAnswer } from '../../contract/sign-in-providers.ts';
import { call } from '../api/client.ts';

/** What this tab remembers while somebody is at a provider. Nothing of it is secret: that is in a cookie of the server's. */
interface Visit {
  readonly purpose: 'sign_in' | 'connect';
  /** What the provider is called. */
  readonly name: string;
  /** Where to go after signing in, and in which account. */
  readonly next?: string | undefined;
  readonly accountCode?: string | undefined;
}

const KEY = 'rollcall.provider-visit';

/** Leaves for the provider; `answer` comes back with it. Throws `ApiError`, and then nothing was left. */
export async function leaveForProvider(provider: string, visit: Visit): Promise<void> {
  const begin = visit.purpose === 'sign_in' ? 'beginProviderSignIn' : 'beginConnecting';
  const { url } = await call(begin, { body: { provider } });
  sessionStorage.setItem(KEY, JSON.stringify(visit));
  location.assign(url);
  // The page stays as it is until the provider's appears.
  await new Promise(() => undefined);
}

export interface Arrival {
  readonly visit: Visit;
  readonly answer: ReturnType<typeof providerAnswer.parse>;
}

/** Kept in memory only, so that a reload does not send a code twice. */
let arrival: Arrival | null = null;

/** Reads what the provider appended to the address. Where this tab knows of no visit, the server will say so. */
export function arrive(provider: string, search: Record<string, unknown>): Arrival | null {
  const known = Object.entries(search).filter(([name]) => ['state', 'code', 'iss', 'error'].includes(name));
  const parsed = providerAnswer.safeParse({
    provider,
    ...Object.fromEntries(known.map(([name, value]) => [name, String(value)])),
  });
  arrival = parsed.success ? { visit: readVisit(provider), answer: parsed.data } : null;
  sessionStorage.removeItem(KEY);
  return arrival;
}

/** The answer that has come for this purpose, if one has. */
export function arrivalFor(purpose: Visit['purpose']): Arrival | null {
  return arrival?.visit.purpose === purpose ? arrival : null;
}

export function forgetArrival(): void {
  arrival = null;
}

function readVisit(provider: string): Visit {
  try {
    const { purpose, name, next, accountCode } = JSON.parse(sessionStorage.getItem(KEY) ?? '') as Partial<Visit>;
    return { purpose: purpose === 'connect' ? 'connect' : 'sign_in', name: String(name), next, accountCode };
  } catch {
    return { purpose: 'sign_in', name: provider };
  }
}
