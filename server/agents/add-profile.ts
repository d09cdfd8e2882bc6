import type { addProfile as endpoint } from '../../contract/agent-actions.ts';
import type { Input } from '../../contract/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { shortenSessions } from '../security/apply-timeout.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { setMemberships } from './memberships.ts';
import { ADD_PROFILE } from './policy.ts';
import { hasProfile } from './profile.ts';
import { raiseVersion } from './raise-version.ts';
import { demandGift } from './update-agent.ts';

type Wanted = Input<typeof endpoint>['body'];

const NOTHING = { dialer_roles: [], tags: [], skill_groups: [] };

/**
 * Makes a user of the account an agent, with the settings that every profile begins with. Throws the reason of `ADD_PROFILE`
 * and of `GIVE_TO_AGENT`, `user.not_found`, `agent.has_profile`, and what `setMemberships` throws.
 */
export async function addProfile(tx: Tx, signedIn: SignedIn, id: string, wanted: Wanted): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, id);
  if (!locked) throw new Refusal('session.required');
  if (!locked.target) throw new Refusal('user.not_found');
  demand(ADD_PROFILE, locked.actor, locked.target);
  if (await hasProfile(tx, id)) throw new Refusal('agent.has_profile');
  await tx.insertInto('agents').values({ account_id: tx.accountId, user_id: id }).execute();
  const memberships = await setMemberships(tx, locked.actor, id, NOTHING, wanted);
  await demandGift(tx, signedIn, null, wanted, id);
  // Roles that say something about sessions say it from now on.
  await shortenSessions(tx, id);
  await raiseVersion(tx, id);
  await record(tx, signedIn, { action: 'agent.profile_added', target: { type: 'user', id }, changes: newOnly(memberships) });
}

function newOnly(changes: Readonly<Record<string, Change>>): Record<string, Change> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [name, change === 'changed' ? change : { new: change.new ?? null }]),
  );
}
