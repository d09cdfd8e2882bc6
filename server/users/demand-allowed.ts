import type { ErrorCode } from '../../contract/errors.ts';
import type { Decision } from '../../contract/problem.ts';
import { AGENT_RULES, type AgentAction } from '../agents/policy.ts';
import { hasProfile } from '../agents/profile.ts';
import type { Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { USER_RULES, type UserAction, type UserFacts } from './policy.ts';
import { lockForRule } from './queries.ts';

/** What can be done to a person from either half: by the right to users, or by that to agents, within its reach. */
export const IN_DIALER = {
  delete: 'delete',
  restore: 'restore',
  endSessions: 'endSessions',
  resetPassword: 'resetPassword',
  resetSecondFactor: 'resetSecondFactor',
} as const satisfies Partial<Record<UserAction, AgentAction>>;

/**
 * Locks actor and target, and demands the rule of the action with the rights that the actor has now: the Portal's, or, where
 * the target is an agent, the Dialer's (`inDialer` where it is not the same for all that the action does). Throws its reason, `user.not_found`, or `session.required` where the actor is gone.
 */
export async function demandAllowed(
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  action: UserAction,
  inDialer: AgentAction | undefined = isInDialer(action) ? IN_DIALER[action] : undefined,
): Promise<{ actor: Actor; target: UserFacts }> {
  const locked = await lockForRule(tx, signedIn.userId, id);
  if (!locked) throw new Refusal('session.required');
  const { actor, target } = locked;
  if (!target) throw new Refusal('user.not_found');
  const portal = decide(USER_RULES[action], actor, target);
  if (!portal.ok) {
    const agent = inDialer && (await hasProfile(tx, id)) ? decide(AGENT_RULES[inDialer], actor, target) : null;
    if (!agent?.ok) throw new Refusal(reasonOf(portal, agent));
  }
  return { actor, target };
}

export function isInDialer(action: UserAction): action is keyof typeof IN_DIALER {
  return action in IN_DIALER;
}

/** Who is out of an agent's reach is nobody; where both halves refuse, the one that knows more than a missing right says why. */
function reasonOf(portal: Decision & { ok: false }, inDialer: Decision | null): ErrorCode {
  if (portal.because !== 'permission.missing' || !inDialer || inDialer.ok) return portal.because;
  return inDialer.because === 'agent.not_found' ? 'user.not_found' : inDialer.because;
}
