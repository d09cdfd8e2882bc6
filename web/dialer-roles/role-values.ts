import type { DialerPermission, Scope } from '../../contract/dialer-permissions.ts';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';

/** What the form holds: `default`, '' and an unticked box say nothing. */
export interface RoleValues extends Record<string, unknown> {
  name: string;
  permissions: DialerPermission[];
  scope: Scope;
  twoFactor: TwoFactorType | 'default';
  hasTimeout: boolean;
  sessionSeconds: number | null;
  sessionLimit: number | '';
  autoDial: 'default' | 'on' | 'off';
}

export type RoleBody = Pick<
  DialerRole,
  'name' | 'permissions' | 'scope' | 'twoFactor' | 'sessionSeconds' | 'sessionLimit' | 'autoDial'
>;

/** A new role begins small: it says nothing, and reaches those who share a tag. */
const EMPTY: RoleBody = {
  name: '',
  permissions: [],
  scope: 'shared_tags',
  twoFactor: null,
  sessionSeconds: null,
  sessionLimit: null,
  autoDial: null,
};

/** The form over a role, or over a new one. `timeout` is what the account says, in seconds. */
export function valuesOf(role: RoleBody | null, timeout: number): RoleValues {
  const { name, permissions, scope, twoFactor, sessionSeconds, sessionLimit, autoDial } = role ?? EMPTY;
  return {
    name,
    permissions: [...permissions],
    scope,
    twoFactor: twoFactor ?? 'default',
    hasTimeout: sessionSeconds !== null,
    sessionSeconds: sessionSeconds ?? timeout,
    sessionLimit: sessionLimit ?? '',
    autoDial: autoDial === null ? 'default' : autoDial ? 'on' : 'off',
  };
}

/** What the values say, as the API takes it. */
export function bodyOf(values: RoleValues): RoleBody {
  return {
    name: values.name,
    permissions: values.permissions,
    scope: values.scope,
    twoFactor: values.twoFactor === 'default' ? null : values.twoFactor,
    sessionSeconds: values.hasTimeout ? (values.sessionSeconds ?? 0) : null,
    sessionLimit: values.sessionLimit === '' ? null : values.sessionLimit,
    autoDial: values.autoDial === 'default' ? null : values.autoDial === 'on',
  };
}

/** What differs from what was seen, for an edit. */
export function editOf(seen: RoleBody, body: RoleBody): Partial<RoleBody> {
  const same = (one: unknown) => JSON.stringify(Array.isArray(one) ? one.toSorted() : one);
  const fields = Object.keys(EMPTY) as (keyof RoleBody)[];
  return Object.fromEntries(
    fields.filter((field) => same(seen[field]) !== same(body[field])).map((field) => [field, body[field]]),
  );
}
