import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { Limits } from './use-user-policy.ts';

/** What the form holds: '' and null stand for the default. */
export interface LimitsValues extends Record<string, unknown> {
  twoFactor: TwoFactorType | 'default';
  hasOwnTimeout: boolean;
  sessionSeconds: number | null;
  sessionLimit: number | '';
  limitsAddresses: boolean;
}

export function valuesOf(own: Limits, inherited: number): LimitsValues {
  return {
    twoFactor: own.twoFactor ?? 'default',
    hasOwnTimeout: own.sessionSeconds !== null,
    sessionSeconds: own.sessionSeconds ?? inherited,
    sessionLimit: own.sessionLimit ?? '',
    limitsAddresses: own.limitsAddresses,
  };
}

/** What the values say, as the API takes it. */
function limitsOf(values: LimitsValues): Limits {
  return {
    twoFactor: values.twoFactor === 'default' ? null : values.twoFactor,
    sessionSeconds: values.hasOwnTimeout ? (values.sessionSeconds ?? 0) : null,
    sessionLimit: values.sessionLimit === '' ? null : values.sessionLimit,
    limitsAddresses: values.limitsAddresses,
  };
}

export type LimitField = keyof Limits;
const FIELDS: readonly LimitField[] = ['twoFactor', 'sessionSeconds', 'sessionLimit', 'limitsAddresses'];

/** The body of the request: only what differs from what was seen. */
export function editOf(seen: Limits, values: LimitsValues): Partial<Limits> {
  const wanted = limitsOf(values);
  return Object.fromEntries(FIELDS.filter((field) => wanted[field] !== seen[field]).map((field) => [field, wanted[field]]));
}

/** Fields that I changed and somebody else changed to something else: nothing may be overwritten unseen. */
export function clashes(seen: Limits, edit: Partial<Limits>, now: Limits): LimitField[] {
  return FIELDS.filter((field) => edit[field] !== undefined && now[field] !== seen[field] && now[field] !== edit[field]);
}
