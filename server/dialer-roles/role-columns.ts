import type { DialerRole } from '../../contract/dialer-roles.ts';
import { nameKey } from '../../contract/text.ts';
import { violates } from '../db/pool.ts';
import { refuseField } from '../platform/refusal.ts';

/** What a role consists of, each with its column. */
const COLUMNS = {
  name: 'name',
  permissions: 'permissions',
  scope: 'scope',
  twoFactor: 'two_factor',
  sessionSeconds: 'session_seconds',
  sessionLimit: 'session_limit',
  autoDial: 'auto_dial',
} as const;

export const CONTENT = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
export type Content = Pick<DialerRole, keyof typeof COLUMNS>;

/** The columns of these fields; of a name, what it is compared by too. */
export function columnsOf(values: Partial<Content>, fields: readonly (keyof Content)[]): Record<string, unknown> {
  const columns = Object.fromEntries(fields.map((field) => [COLUMNS[field], values[field]]));
  return fields.includes('name') ? { ...columns, name_key: nameKey(values.name ?? '') } : columns;
}

export function refuseTakenName(error: unknown): never {
  throw violates(error, 'dialer_roles_account_id_name_key_key') ? refuseField('name', 'dialer_role.name_taken') : error;
}
