import type { Result } from '../../contract/endpoint.ts';
import type { continueProviderSignIn } from '../../contract/sign-in-providers.ts';
import { call } from '../api/client.ts';
import { type Go, goToNext, type Outcome } from '../sessions/sign-in-step.ts';

type Continued = Result<typeof continueProviderSignIn>;

/** Shows what follows a sign-in by a provider, in the account that was chosen. */
export function goOn(outcome: Outcome<Continued>, accountCode: string | undefined, go: Go): void {
  if ('open' in outcome) go.to({ kind: 'limit', open: outcome.open, endOldest: () => endOldest(accountCode) });
  else goToNext(outcome.done, go);
}

async function endOldest(accountCode: string | undefined) {
  const answer = await call('continueProviderSignIn', { body: { accountCode, endOldest: true } });
  if (answer.next !== 'done') throw new Error('A second factor is asked for since a moment ago.');
  return answer;
}
