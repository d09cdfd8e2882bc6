import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { demandAllowed } from '../users/demand-allowed.ts';
import { lockForRule } from '../users/queries.ts';
import { MANAGE_SECURITY } from './policy.ts';

/** Demands the right to change what counts for the account, or with a user's id for this user; answers the actor with the rights that they have now. Throws the rule's reason. */
export async function demandSecurityOf(tx: Tx, signedIn: SignedIn, userId: string | null): Promise<Actor> {
  if (userId !== null) {
    const { actor } = await demandAllowed(tx, signedIn, userId, 'changeLimits');
    return actor;
  }
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(MANAGE_SECURITY, locked.actor, null);
  return locked.actor;
}
