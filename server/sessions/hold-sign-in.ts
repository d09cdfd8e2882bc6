import { sql } from 'kysely';
import type { PolicyInForce } from '../../contract/policy-in-force.ts';
import type { Tx } from '../db/pool.ts';
import { prepareOnce } from '../db/prepare.ts';
import type { Caller } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { isAddressAllowed } from '../security/allowed-address.ts';
import { policyInForce } from '../security/policy-in-force.ts';
import { type LevelsRow, levelsOf, type RoleDefaults, roleDefaultsOf } from '../security/queries.ts';
import { isNewSignIn } from './tell-of-new-sign-in.ts';
import { isPasswordUsable } from './usable-password.ts';

interface SignIn {
  readonly userId: string;
  readonly caller: Caller;
  /** The stored hash that the typed password was checked against; undefined where none was, or under a lock that holds. */
  readonly checkedHash?: string | null | undefined;
}

/** What decides about a sign-in whose first factor was proved. */
export interface HeldSignIn extends Omit<Facts, 'roles'> {
  readonly email: string;
  readonly passwordMustChange: boolean;
  readonly policy: PolicyInForce;
}

interface Facts {
  readonly hasApp: boolean;
  readonly recoveryCodesLeft: number;
  readonly isAddressAllowed: boolean;
  /** Whether the user is to hear of it by mail. */
  readonly isNews: boolean;
  /** The time of the transaction. */
  readonly now: Date;
  readonly roles: readonly RoleDefaults[];
}

/**
 * Locks the account's policy and the user until the transaction ends, and reads what decides about the sign-in as it
 * stands then, all in one trip. Throws `session.wrong_credentials` where the user or the password changed meanwhile.
 */
export async function holdSignIn(tx: Tx, { userId, caller, checkedHash }: SignIn): Promise<HeldSignIn> {
  const person = { accountId: tx.accountId, userId };
  // They leave in this order, and the second sees what was committed while the first waited for its locks.
  const [[locked], [facts]] = await Promise.all([
    lock(tx, { ...person, anyHash: checkedHash === undefined, hash: checkedHash ?? null }),
    readFacts(tx, { ...person, address: caller.address, device: caller.device }),
  ]);
  if (!locked || !facts) {
    const failed = { accountId: tx.accountId, userId, action: 'user.sign_in_failed', reason: 'changed' } as const;
    throw new Refusal('session.wrong_credentials', { concerns: failed });
  }
  const { email, password_must_change: passwordMustChange } = locked;
  const { roles, ...known } = facts;
  return { ...known, email, passwordMustChange, policy: policyInForce(levelsOf({ ...locked, roles })) };
}

interface Locked extends Omit<LevelsRow, 'roles'> {
  readonly email: string;
  readonly password_must_change: boolean;
}

/** The account first, as in every change of its policy. */
const lock = prepareOnce(
  ({ accountId, userId, anyHash, hash }: { accountId: string; userId: string; anyHash: boolean; hash: string | null }) =>
    sql<Locked>`
    with account as materialized (select * from accounts where id = ${accountId} for share)
    select u.email, u.password_must_change, u.two_factor, u.session_seconds, u.session_limit, u.limits_addresses,
      a.two_factor as a_two_factor, a.session_seconds as a_session_seconds, a.session_limit as a_session_limit,
      a.limits_addresses as a_limits_addresses
    from account a join users u on u.account_id = a.id
    where u.id = ${userId} and u.status = 'active' and (${anyHash}::boolean or (u.password_hash = ${hash} and ${isPasswordUsable()}))
    for no key update of u`,
);

interface Asked {
  readonly accountId: string;
  readonly userId: string;
  readonly address: string | null;
  readonly device: string | null;
}

/** What `holdSignIn` reads behind the locks. */
export const readFacts = prepareOnce(
  ({ accountId, userId, address, device }: Asked) => sql<Facts>`
    select now()::timestamptz(3) as now, ${isAddressAllowed(address)} as "isAddressAllowed", ${isNewSignIn(address, device)} as "isNews",
      exists (select from authenticators t where t.account_id = u.account_id and t.user_id = u.id) as "hasApp",
      (select count(*)::int from recovery_codes c
        where c.account_id = u.account_id and c.user_id = u.id and c.used_at is null) as "recoveryCodesLeft",
      ${roleDefaultsOf('u')} as roles
    from users u join accounts a on a.id = u.account_id
    where u.account_id = ${accountId} and u.id = ${userId}`,
);
