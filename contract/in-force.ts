import { type PolicySource, TWO_FACTOR_TYPES, type TwoFactorType } from './policy-in-force.ts';

/** A value, and who says it. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: PolicySource;
}

/** What one role says; null: nothing. */
export interface SaidByRole<T> {
  readonly name: string;
  readonly value: T | null;
}

const ACCOUNT: PolicySource = { level: 'account' };
const USER: PolicySource = { level: 'user' };

/** Which of several roles' values wins. */
const WINNERS = {
  strictest: (values: readonly unknown[]) =>
    values.reduce((a, b) => (strength(b as TwoFactorType) > strength(a as TwoFactorType) ? b : a)),
  shortest: (values: readonly unknown[]) => Math.min(...(values as number[])),
  any: (values: readonly unknown[]) => values.some((value) => value === true),
} as const;

/** What is in force: the user's own; else what wins among their roles, where those say something; else the account's. */
export function inForce<T>(
  among: keyof typeof WINNERS | undefined,
  own: T | null,
  roles: readonly SaidByRole<T>[],
  account: T,
): Sourced<T> {
  if (own !== null) return { value: own, source: USER };
  const saying = roles.filter(({ value }) => value !== null);
  if (saying.length === 0 || !among) return { value: account, source: ACCOUNT };
  const value = WINNERS[among](saying.map((role) => role.value)) as T;
  return { value, source: { level: 'role', roles: saying.filter((role) => role.value === value).map(({ name }) => name) } };
}

function strength(type: TwoFactorType): number {
  return TWO_FACTOR_TYPES.indexOf(type);
}
