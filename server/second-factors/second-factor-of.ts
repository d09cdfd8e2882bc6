import type { TwoFactorType } from '../../contract/policy-in-force.ts';

/** What a sign-in asks for beside the first factor; null: nothing. */
export type Wanted = 'email_code' | 'app_code' | 'set_up_app';

/**
 * What a person set up is asked for, also where nothing is demanded. A mailed code is enough only where the policy says
 * so and no app is set up; where an app is demanded and there is none, it is set up at the sign-in.
 */
export function wantedOf(policy: TwoFactorType, hasApp: boolean): Wanted | null {
  if (hasApp) return 'app_code';
  if (policy === 'off') return null;
  return policy === 'app' ? 'set_up_app' : 'email_code';
}

/** The same as a type: what a user really signs in with. */
export function inForceOf(policy: TwoFactorType, hasApp: boolean): TwoFactorType {
  return hasApp ? 'app' : policy;
}
