import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { USER_RULES, type UserAction, type UserFacts } from './policy.ts';
import { lockForRule } from './queries.ts';

/**
 * Locks actor and target, and demands the rule of the action with the rights that the actor has now.
 * Throws its reason, `user.not_found`, or `session.required` where the actor is gone.
 */
export async function demandAllowed(
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  action: UserAction,
): Promise<{ actor: Actor; target: UserFacts }> {
  const locked = await lockForRule(tx, signedIn.userId, id);
  if (!locked) throw new Refusal('session.required');
  if (!locked.target) throw new Refusal('user.not_found');
  demand(USER_RULES[action], locked.actor, locked.target);
  return { actor: locked.actor, target: locked.target };
}
