import { decide, type Rule } from '../platform/policy.ts';
import type { Participants } from '../platform/recorded-entry.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may see everything that happened in the account. What concerns oneself, everybody may see. */
export const VIEW_ACTIVITY: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.permissions.has('activity.view') ? null : 'permission.missing'),
];

/**
 * Who may see what a user did, and what was done to them: whoever sees everything, they themselves, and who may see that of
 * agents, of those whom the right reaches (`viewActivity` in agents/policy.ts).
 */
export const VIEW_USER_ACTIVITY: Rule<Actor, { readonly userId: string }> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor, { userId }) =>
    actor.userId === userId || actor.permissions.has('activity.view') || actor.dialer.permissions.has('agent.activity')
      ? null
      : 'permission.missing',
];

export function seesAllActivity(actor: Actor): boolean {
  return decide(VIEW_ACTIVITY, actor, null).ok;
}

/** Whether an entry concerns somebody: they did it, or it was done to them or for them. */
export function concerns(entry: Participants, userId: string): boolean {
  return (
    entry.actor_id === userId || entry.on_behalf_of === userId || (entry.target_type === 'user' && entry.target_id === userId)
  );
}

/** Whether somebody who does not see everything may see from where an entry came: not where another user did it. */
export function seesOrigin(actor: Actor, entry: Participants): boolean {
  return seesAllActivity(actor) || entry.actor_id === null || entry.actor_id === actor.userId;
}
