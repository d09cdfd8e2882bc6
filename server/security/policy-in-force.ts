import { inForce, type SaidByRole } from '../../contract/in-force.ts';
import type { PolicyInForce, TwoFactorType } from '../../contract/policy-in-force.ts';

interface Defaults {
  readonly twoFactor: TwoFactorType | null;
  readonly sessionSeconds: number | null;
  readonly sessionLimit: number | null;
}

/** What each level says; null where it says nothing. */
export interface PolicyLevels {
  /** The account says something of everything, but for the limit: null is then no limit. */
  readonly account: { twoFactor: TwoFactorType; sessionSeconds: number; sessionLimit: number | null; limitsAddresses: boolean };
  /** Roles that carry defaults: those of the Dialer. */
  readonly roles: readonly ({ readonly name: string } & Defaults)[];
  readonly user: Defaults & { readonly limitsAddresses: boolean };
}

/**
 * What is in force for a user, and which level set it: what they have of their own, else the strictest that their roles
 * say, else the account's. Addresses add up: the account's switch "everyone" counts before the user's flag.
 */
export function policyInForce({ account, roles, user }: PolicyLevels): PolicyInForce {
  const said = <K extends keyof Defaults>(key: K): SaidByRole<NonNullable<Defaults[K]>>[] =>
    roles.map((role) => ({ name: role.name, value: role[key] as NonNullable<Defaults[K]> | null }));
  return {
    twoFactor: inForce<TwoFactorType>('strictest', user.twoFactor, said('twoFactor'), account.twoFactor),
    sessionSeconds: inForce<number>('shortest', user.sessionSeconds, said('sessionSeconds'), account.sessionSeconds),
    sessionLimit: inForce<number | null>('shortest', user.sessionLimit, said('sessionLimit'), account.sessionLimit),
    limitsAddresses: account.limitsAddresses
      ? { value: true, source: { level: 'account' } }
      : { value: user.limitsAddresses, source: { level: user.limitsAddresses ? 'user' : 'account' } },
  };
}
