import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import type { UserFacts } from '../users/policy.ts';
import { lockForRule } from '../users/queries.ts';
import { AGENT_RULES, type AgentAction } from './policy.ts';
import { hasProfile } from './profile.ts';

/**
 * Locks actor and agent, and demands the rule of the action with the rights that the actor has now. Throws its reason,
 * `agent.not_found` where there is no such agent or the actor does not see them, `session.required` where the actor is gone.
 */
export async function demandAgent(
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  action: AgentAction,
): Promise<{ actor: Actor; agent: UserFacts }> {
  const locked = await lockForRule(tx, signedIn.userId, id);
  if (!locked) throw new Refusal('session.required');
  if (!locked.target || !(await hasProfile(tx, id))) throw new Refusal('agent.not_found');
  demand(AGENT_RULES[action], locked.actor, locked.target);
  return { actor: locked.actor, agent: locked.target };
}
