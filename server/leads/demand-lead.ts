import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { LEAD_RULES, type LeadAction } from './policy.ts';
import { factsOf } from './present.ts';
import { findLead, type ListedLead, lockLead } from './queries.ts';

/**
 * Locks actor and lead, and demands the rule of the action with the rights that the actor has now. Throws its reason,
 * `lead.not_found` where there is no such lead or the actor does not see it, `session.required` where the actor is gone.
 */
export async function demandLead(
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  action: LeadAction,
): Promise<{ actor: Actor; lead: ListedLead }> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  await lockLead(tx, id);
  const lead = await findLead(tx, locked.actor, id);
  if (!lead) throw new Refusal('lead.not_found');
  demand(LEAD_RULES[action], locked.actor, factsOf(lead));
  return { actor: locked.actor, lead };
}
