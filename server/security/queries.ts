import { sql } from 'kysely';
import type { PolicyInForce, TwoFactorType } from '../../contract/policy-in-force.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { type PolicyLevels, policyInForce } from './policy-in-force.ts';

/** The policy in force for a user of the account, or null where there is no such user. */
export async function findPolicyInForce(db: Reader | Tx, userId: string): Promise<PolicyInForce | null> {
  const levels = await findPolicyLevels(db, userId);
  return levels && policyInForce(levels);
}

/** What each level says for a user of the account, or null where there is no such user. */
export async function findPolicyLevels(db: Reader | Tx, userId: string): Promise<PolicyLevels | null> {
  const row = await db
    .selectFrom('users as u')
    .innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(['u.two_factor', 'u.session_seconds', 'u.session_limit', 'u.limits_addresses'])
    .select(['a.two_factor as a_two_factor', 'a.session_seconds as a_session_seconds', 'a.session_limit as a_session_limit'])
    .select('a.limits_addresses as a_limits_addresses')
    .select(roleDefaultsOf('u').as('roles'))
    .where('u.id', '=', userId)
    .executeTakeFirst();
  return row ? levelsOf(row) : null;
}

/** What the user says in a row, and their account and dialer roles beside it. */
export interface LevelsRow {
  readonly two_factor: TwoFactorType | null;
  readonly session_seconds: number | null;
  readonly session_limit: number | null;
  readonly limits_addresses: boolean;
  readonly a_two_factor: TwoFactorType;
  readonly a_session_seconds: number;
  readonly a_session_limit: number | null;
  readonly a_limits_addresses: boolean;
  readonly roles: PolicyLevels['roles'];
}

export function levelsOf(row: LevelsRow): PolicyLevels {
  return {
    account: {
      twoFactor: row.a_two_factor,
      sessionSeconds: row.a_session_seconds,
      sessionLimit: row.a_session_limit,
      limitsAddresses: row.a_limits_addresses,
    },
    roles: row.roles,
    user: {
      twoFactor: row.two_factor,
      sessionSeconds: row.session_seconds,
      sessionLimit: row.session_limit,
      limitsAddresses: row.limits_addresses,
    },
  };
}

/** What the dialer roles of the user in this table say, by name. The Portal's are built in, and say nothing. */
export function roleDefaultsOf(alias: string) {
  return sql<RoleDefaults[]>`coalesce((
    select json_agg(json_build_object('name', r.name, 'twoFactor', r.two_factor, 'sessionSeconds', r.session_seconds,
      'sessionLimit', r.session_limit, 'autoDial', r.auto_dial) order by r.name_key)
    from agent_roles m join dialer_roles r on r.account_id = m.account_id and r.id = m.role_id
    where m.account_id = ${sql.ref(`${alias}.account_id`)} and m.user_id = ${sql.ref(`${alias}.id`)}), '[]')`;
}

export type RoleDefaults = PolicyLevels['roles'][number] & { readonly autoDial: boolean | null };

/** Holds the account's policy still until the transaction ends: a change of it waits, and then reaches what was opened. */
export async function holdPolicy(tx: Tx): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forShare().executeTakeFirst();
}
