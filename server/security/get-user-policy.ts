import { sql } from 'kysely';
import type { UserPolicy } from '../../contract/security.ts';
import type { Database } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { USER_RULES } from '../users/policy.ts';
import { findUser } from '../users/queries.ts';
import { policyInForce } from './policy-in-force.ts';
import { findPolicyLevels } from './queries.ts';

/** What a user has of their own, what is in force, and what would be without it. Throws `user.not_found`. */
export async function getUserPolicy(db: Database, signedIn: SignedIn, id: string): Promise<UserPolicy> {
  const reader = db.reader(signedIn.accountId);
  const [user, levels, addresses] = await Promise.all([
    findUser(reader, signedIn, id),
    findPolicyLevels(reader, id),
    reader
      .selectFrom('allowed_addresses')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('account_id', '=', signedIn.accountId)
      .where('user_id', 'is', null)
      .where('is_on', '=', true)
      .executeTakeFirstOrThrow(),
  ]);
  if (!user || !levels) throw new Refusal('user.not_found');
  const nothing = { twoFactor: null, sessionSeconds: null, sessionLimit: null, limitsAddresses: false };
  const facts = {
    accountId: user.account_id,
    userId: id,
    status: user.status,
    isMainUser: user.is_main_user,
    portalRoles: user.portal_roles,
    dialer: heldBy(user.is_main_user, user.portal_roles, user.dialer_profile).dialer,
  };
  return {
    version: user.version,
    own: levels.user,
    inForce: policyInForce(levels),
    inherited: policyInForce({ ...levels, user: nothing }),
    accountAddresses: addresses.count,
    lockedUntil: user.locked_until?.toISOString() ?? null,
    can: {
      changeLimits: decide(USER_RULES.changeLimits, signedIn, facts),
      unlock: decide(USER_RULES.unlock, signedIn, facts),
    },
  };
}
