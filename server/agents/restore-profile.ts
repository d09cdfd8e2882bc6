import type { Tx } from '../db/pool.ts';
import type { Change } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandProof } from '../sessions/demand-proof.ts';
import { lockForRule } from '../users/queries.ts';
import { setMemberships } from './memberships.ts';
import { GIVE_TO_AGENT } from './policy.ts';
import { findAgent } from './queries.ts';

/**
 * What a deleted agent has comes back with them: the actor must be one who may give it all. `dialerRoles` come to those that
 * are left. Answers what changes by it; of a user without a profile, nothing. Throws `agent.no_role_left`,
 * `dialer_role.not_found`, `session.step_up` for a superuser, the reason of `GIVE_TO_AGENT`.
 */
export async function giveBackProfile(
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  dialerRoles: readonly string[],
): Promise<Record<string, Change>> {
  const agent = await findAgent(tx, signedIn, id);
  if (!agent) return {};
  const roles = [...new Set([...agent.dialer_roles.map((role) => role.id), ...dialerRoles])];
  if (roles.length === 0) throw new Refusal('agent.no_role_left');
  const changes = await setMemberships(tx, signedIn, id, agent, { dialerRoles: roles });
  if (agent.isSuperuser) demandProof(signedIn);
  const locked = await lockForRule(tx, signedIn.userId, id);
  if (!locked?.target) throw new Refusal('session.required');
  const gets = { superuser: agent.isSuperuser, allTags: agent.hasAllTags };
  const movedTags = agent.tags.map((tag) => tag.id);
  demand(GIVE_TO_AGENT, locked.actor, { isNew: false, after: locked.target, movedTags, gets });
  return changes;
}
