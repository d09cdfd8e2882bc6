import type { Decision } from '../../contract/problem.ts';
import { tError } from '../locales/t-error.ts';

/** Why something cannot be done, in the words of the policy; null where it can. */
export function reasonOf(decision: Decision): string | null {
  return decision.ok ? null : tError(decision.because);
}
