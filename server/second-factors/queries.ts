import { sql } from 'kysely';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { findPolicyInForce } from '../security/queries.ts';
import { inForceOf, wantedOf } from './second-factor-of.ts';

/** The authenticator app of a user, as it is stored. */
export function findAuthenticator(db: Reader | Tx, userId: string) {
  return db
    .selectFrom('authenticators')
    .select(['secret', 'key_id', 'last_step', 'created_at'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/** What is in force for a user, what it follows from, and what is left of the recovery codes. */
export async function findSecondFactor(db: Reader | Tx, userId: string) {
  const [policy, authenticator, codes] = await Promise.all([
    findPolicyInForce(db, userId),
    findAuthenticator(db, userId),
    db
      .selectFrom('recovery_codes')
      .select(({ fn }) => fn.countAll<string>().as('left'))
      .where('user_id', '=', userId)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  if (!policy) return null;
  const hasApp = authenticator !== undefined;
  return {
    wanted: wantedOf(policy.twoFactor.value, hasApp),
    inForce: inForceOf(policy.twoFactor.value, hasApp),
    policy: policy.twoFactor,
    authenticatorSince: authenticator?.created_at.toISOString() ?? null,
    recoveryCodesLeft: Number(codes.left),
  };
}

export type SecondFactor = NonNullable<Awaited<ReturnType<typeof findSecondFactor>>>;

/** The same for the users of this table, in SQL; a test holds it equal to `findSecondFactor`. */
export function twoFactorOf(alias: string) {
  return sql<TwoFactorType>`case when exists (select from authenticators t
      where t.account_id = ${sql.ref(`${alias}.account_id`)} and t.user_id = ${sql.ref(`${alias}.id`)}) then 'app'
    else coalesce(${sql.ref(`${alias}.two_factor`)}, ${strictestOfRoles(alias)}, (select a.two_factor from accounts a where a.id = current_account())) end`;
}

/** What the dialer roles demand, in SQL: the strictest of them, or null. */
function strictestOfRoles(alias: string) {
  return sql<TwoFactorType | null>`(select case max(array_position(array['off', 'email', 'app'], r.two_factor))
      when 3 then 'app' when 2 then 'email' when 1 then 'off' end
    from agent_roles m join dialer_roles r on r.account_id = m.account_id and r.id = m.role_id
    where m.account_id = ${sql.ref(`${alias}.account_id`)} and m.user_id = ${sql.ref(`${alias}.id`)})`;
}
