import { sql } from 'kysely';
import type { Security } from '../../contract/security.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { LIMIT_EVERYONE, MANAGE_SECURITY } from './policy.ts';

/** The account's defaults, how many users have nothing of their own, and where the reader is. */
export async function getSecurity(db: Reader | Tx, signedIn: SignedIn): Promise<Security> {
  const { address } = signedIn.caller;
  const count = (condition: string) => sql<number>`count(*) filter (where ${sql.raw(condition)})::int`;
  // Whom a change of the default reaches: those who have nothing of their own, and no role that says something.
  const follow = (column: string) =>
    count(`users.${column} is null and not exists (select from agent_roles m
      join dialer_roles r on r.account_id = m.account_id and r.id = m.role_id
      where m.account_id = users.account_id and m.user_id = users.id and r.${column} is not null)`);
  const [account, users] = await Promise.all([
    db
      .selectFrom('accounts as a')
      .select(['two_factor', 'session_seconds', 'session_limit', 'limits_addresses', 'version'])
      .select(
        sql<boolean>`exists (select from allowed_addresses l where l.account_id = a.id and l.user_id is null and l.is_on
          and l.block >>= ${address}::inet)`.as('is_in_list'),
      )
      .select(
        sql<boolean>`exists (select from users o where o.account_id = a.id and o.id = a.owner_id and o.limits_addresses)`.as(
          'is_main_user_limited',
        ),
      )
      .where('id', '=', signedIn.accountId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('users')
      .select([follow('two_factor').as('twoFactor'), follow('session_seconds').as('sessionSeconds')])
      .select([follow('session_limit').as('sessionLimit'), count('not limits_addresses').as('limitsAddresses')])
      .where('account_id', '=', signedIn.accountId)
      .where('status', '<>', 'deleted')
      .executeTakeFirstOrThrow(),
  ]);
  return {
    twoFactor: account.two_factor,
    sessionSeconds: account.session_seconds,
    sessionLimit: account.session_limit,
    limitsAddresses: account.limits_addresses,
    version: account.version,
    wouldChange: users,
    you: { address, isInList: account.is_in_list },
    can: {
      manage: decide(MANAGE_SECURITY, signedIn, null),
      limitEveryone: decide(LIMIT_EVERYONE, signedIn, { isMainUserLimited: account.is_main_user_limited }),
    },
  };
}
