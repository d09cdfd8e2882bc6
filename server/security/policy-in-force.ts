import { type PolicyInForce, type PolicySource, TWO_FACTOR_TYPES, type TwoFactorType } from '../../contract/policy-in-force.ts';

interface Defaults {
  readonly twoFactor: TwoFactorType | null;
  readonly sessionSeconds: number | null;
  readonly sessionLimit: number | null;
}

/** What each level says; null where it says nothing. */
export interface PolicyLevels {
  /** The account says something of everything, but for the limit: null is then no limit. */
  readonly account: { twoFactor: TwoFactorType; sessionSeconds: number; sessionLimit: number | null; limitsAddresses: boolean };
  /** Roles that carry defaults. */
  readonly roles: readonly ({ readonly name: string } & Defaults)[];
  readonly user: Defaults & { readonly limitsAddresses: boolean };
}

const ACCOUNT: PolicySource = { level: 'account' };
const USER: PolicySource = { level: 'user' };

/**
 * What is in force for a user, and which level set it: what they have of their own, else the strictest that their roles
 * say, else the account's. Addresses add up: the account's switch "everyone" counts before the user's flag.
 */
export function policyInForce({ account, roles, user }: PolicyLevels): PolicyInForce {
  const strictestOf = (types: readonly TwoFactorType[]) => types.reduce((a, b) => (strength(b) > strength(a) ? b : a));
  const shortestOf = (values: readonly number[]) => Math.min(...values);
  return {
    twoFactor: pick<TwoFactorType>(user.twoFactor, fromRoles(roles, 'twoFactor', strictestOf), account.twoFactor),
    sessionSeconds: pick<number>(user.sessionSeconds, fromRoles(roles, 'sessionSeconds', shortestOf), account.sessionSeconds),
    sessionLimit: pick<number | null>(user.sessionLimit, fromRoles(roles, 'sessionLimit', shortestOf), account.sessionLimit),
    limitsAddresses: account.limitsAddresses
      ? { value: true, source: ACCOUNT }
      : { value: user.limitsAddresses, source: user.limitsAddresses ? USER : ACCOUNT },
  };
}

function strength(type: TwoFactorType): number {
  return TWO_FACTOR_TYPES.indexOf(type);
}

interface Sourced<T> {
  readonly value: T;
  readonly source: PolicySource;
}

function pick<T>(own: T | null, byRoles: Sourced<T> | null, ofAccount: T): Sourced<T> {
  if (own !== null) return { value: own, source: USER };
  return byRoles ?? { value: ofAccount, source: ACCOUNT };
}

function fromRoles<K extends keyof Defaults>(
  roles: PolicyLevels['roles'],
  key: K,
  choose: (values: readonly NonNullable<Defaults[K]>[]) => NonNullable<Defaults[K]>,
): Sourced<NonNullable<Defaults[K]>> | null {
  const saying = roles.filter((role) => role[key] !== null);
  if (saying.length === 0) return null;
  const value = choose(saying.map((role) => role[key] as NonNullable<Defaults[K]>));
  return { value, source: { level: 'role', roles: saying.filter((role) => role[key] === value).map(({ name }) => name) } };
}
