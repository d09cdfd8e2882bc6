import type { z } from 'zod';
import type { Result } from '../../contract/endpoint.ts';
import { sessionsAtLimit, type signIn } from '../../contract/sessions.ts';
import { ApiError } from '../api/client.ts';
import type { Arrival } from '../sign-in-providers/provider-visit.ts';

type Next = Result<typeof signIn>;

/** A code is wanted. */
export type AskedForCode = Extract<Next, { next: 'email_code' | 'app_code' }>;

/** The session is there. */
export interface Done {
  readonly passwordChangeRequired: boolean;
  readonly recoveryCodes?: readonly string[] | null;
}

export type OpenSessions = z.infer<typeof sessionsAtLimit>;

/** What the sign-in page shows. */
export type SignInStep =
  | { readonly kind: 'password'; readonly ended?: ApiError | null; readonly connect?: string }
  | { readonly kind: 'provider'; readonly arrival: Arrival }
  | {
      readonly kind: 'account';
      readonly accounts: readonly { code: string; name: string }[];
      readonly typed?: string | undefined;
    }
  | { readonly kind: 'code' | 'recovery_code'; readonly asked: AskedForCode }
  | { readonly kind: 'set_up'; readonly attempt: string }
  | { readonly kind: 'limit'; readonly open: OpenSessions; readonly endOldest: () => Promise<Done> }
  | { readonly kind: 'recovery_codes'; readonly codes: readonly string[]; readonly done: Done };

/** The ways on from a step. */
export interface Go {
  readonly to: (step: SignInStep) => void;
  /** Back to the password; `ended` says why, where the server ended the sign-in. */
  readonly startAgain: (ended?: ApiError | null) => void;
  readonly enter: (done: Done) => void;
}

/** Shows what comes after the first factor. */
export function goToNext(next: Next, go: Go): void {
  if (next.next === 'done') go.enter(next);
  else if (next.next === 'set_up_app') go.to({ kind: 'set_up', attempt: next.attempt });
  else go.to({ kind: 'code', asked: next });
}

/** What a call came to: a session, or too many of them. */
export type Outcome<T> = { readonly done: T } | { readonly open: OpenSessions };

/** Waits for a call that opens a session. At the limit it answers the open ones; other refusals are thrown. */
export async function orLimit<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { done: await work };
  } catch (error) {
    const open = error instanceof ApiError && error.code === 'session.limit_reached' ? openIn(error) : null;
    if (open) return { open };
    throw error;
  }
}

function openIn(error: ApiError): OpenSessions | null {
  return sessionsAtLimit.safeParse(error.problem?.current).data ?? null;
}

/** Whether there is nothing left of the sign-in but to begin again. */
export function hasEnded(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.code === 'sign_in.expired' || error.code === 'sign_in.too_many_codes');
}
