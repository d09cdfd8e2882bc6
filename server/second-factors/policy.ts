import type { Rule } from '../platform/policy.ts';
import type { SecondFactor } from './queries.ts';

type Facts = Pick<SecondFactor, 'inForce' | 'policy' | 'authenticatorSince'>;
type Atom = Rule<null, Facts>[number];

const hasApp: Atom = (_, { authenticatorSince }) => (authenticatorSince ? null : 'second_factor.none');
const hasFactor: Atom = (_, { inForce }) => (inForce === 'off' ? 'second_factor.none' : null);
const notDemanded: Atom = (_, { policy }) => (policy.value === 'app' ? 'second_factor.demanded' : null);

/** What somebody may do with their own second factor. Setting up an app is always open. */
export const MY_FACTOR_RULES = {
  removeApp: [hasApp, notDemanded],
  makeRecoveryCodes: [hasFactor],
} satisfies Record<string, Rule<null, Facts>>;
