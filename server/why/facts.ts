import { type RawBuilder, sql } from 'kysely';
import type { PolicyInForce } from '../../contract/policy-in-force.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Tx } from '../db/pool.ts';
import { entriesThatAllow, isAddressAllowed } from '../security/allowed-address.ts';
import { type Blocked, blocksOf, namesOf } from '../security/lockout.ts';
import { findPolicyInForce } from '../security/queries.ts';
import { openSessions } from '../sessions/open-session.ts';
import { isPasswordUsable } from '../sessions/usable-password.ts';

/** What decides whether somebody gets in: read with what the sign-in itself reads. */
export interface SignInFacts {
  readonly status: UserStatus;
  readonly policy: PolicyInForce;
  /** The block that lasts longest, and still does at that time. */
  readonly block: Blocked | null;
  readonly hasPassword: boolean;
  readonly isPasswordUsable: boolean;
  readonly passwordMustChange: boolean;
  readonly temporaryUntil: Date | null;
  readonly isAddressAllowed: boolean;
  /** The entry of the lists that lets them in from there. */
  readonly entry: { readonly block: string; readonly label: string; readonly of: 'account' | 'user' } | null;
  readonly hasApp: boolean;
  readonly openSessions: number;
}

interface Row {
  readonly status: UserStatus;
  readonly code: string;
  readonly email_key: string;
  readonly username_key: string | null;
  readonly has_password: boolean;
  readonly is_usable: boolean;
  readonly must_change: boolean;
  readonly temporary_until: Date | null;
  readonly is_address_allowed: boolean;
  readonly entry: SignInFacts['entry'];
  readonly has_app: boolean;
}

/** What decides about a sign-in of the user from there at that time; null where the account has no such user. */
export async function findSignInFacts(tx: Tx, userId: string, address: string, at: Date): Promise<SignInFacts | null> {
  const then: RawBuilder<Date> = sql<Date>`${at}::timestamptz`;
  const { rows } = await sql<Row>`
    select u.status, a.code, u.email_key, u.username_key, u.password_hash is not null as has_password,
      ${isPasswordUsable(then)} as is_usable, u.password_must_change as must_change, u.temporary_until,
      ${isAddressAllowed(address)} as is_address_allowed,
      (select json_build_object('block', case when masklen(l.block) in (32, 128) and family(l.block) = masklen(l.block) / 32 * 2 + 2
          then host(l.block) else l.block::text end, 'label', l.label, 'of', case when l.user_id is null then 'account' else 'user' end)
        ${entriesThatAllow(address)} order by l.user_id nulls last, masklen(l.block) desc limit 1) as entry,
      exists (select from authenticators t where t.account_id = u.account_id and t.user_id = u.id) as has_app
    from users u join accounts a on a.id = u.account_id where u.account_id = ${tx.accountId} and u.id = ${userId}::uuid`.execute(
    tx,
  );
  const [row] = rows;
  const policy = row && (await findPolicyInForce(tx, userId));
  if (!row || !policy) return null;
  const blocks = await blocksOf(tx, userId, namesOf(row.code, [row.email_key, row.username_key]));
  const secondsLeft = (at.getTime() - Date.now()) / 1000;
  return {
    status: row.status,
    policy,
    block: blocks.find(({ seconds }) => seconds > secondsLeft) ?? null,
    hasPassword: row.has_password,
    isPasswordUsable: row.is_usable,
    passwordMustChange: row.must_change,
    temporaryUntil: row.temporary_until,
    isAddressAllowed: row.is_address_allowed,
    entry: row.entry,
    hasApp: row.has_app,
    openSessions: (await openSessions(tx, userId, then)).length,
  };
}
