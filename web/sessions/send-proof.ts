import { type ApiError, call } from '../api/client.ts';
import { type Done, type Go, hasEnded, type Outcome, orLimit } from './sign-in-step.ts';

type Proved = Outcome<Done> | { readonly ended: ApiError };

/** Sends a code for the second factor. That the sign-in is over is an outcome too, since then nothing can be corrected. */
export async function sendProof(work: Promise<Done>): Promise<Proved> {
  try {
    return await orLimit(work);
  } catch (error) {
    if (hasEnded(error)) return { ended: error };
    throw error;
  }
}

/** Goes where the proof leads: in, to the choice at the limit of sessions, or back to the beginning. */
export function afterProof(outcome: Proved, attempt: string, go: Go, rememberDevice = false): void {
  if ('ended' in outcome) go.startAgain(outcome.ended);
  else if ('done' in outcome) go.enter(outcome.done);
  else go.to({ kind: 'limit', open: outcome.open, endOldest: () => endOldest(attempt, rememberDevice) });
}

/** Goes on with what is proved: no new code is needed. */
function endOldest(attempt: string, rememberDevice: boolean) {
  return call('completeSignIn', { body: { attempt, rememberDevice, endOldest: true } });
}
