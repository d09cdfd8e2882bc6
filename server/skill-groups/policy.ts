import type { DialerPermission } from '../../contract/dialer-permissions.ts';
import type { Decision } from '../../contract/problem.ts';
import type { Move, SetFacts } from '../agent-sets/set-kind.ts';
import { AGENT_RULES } from '../agents/policy.ts';
import { type Atom, decide, type Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

// Who may do what with skill groups. They are the account's: whoever sees agents knows them all, and a right that reaches
// only those sharing a tag does not change what the others are in.

const activeActor: Atom<Actor, unknown> = (actor) => (actor.status === 'active' ? null : 'actor.not_active');
const holds =
  (permission: DialerPermission): Atom<Actor, unknown> =>
  (actor) =>
    actor.dialer.permissions.has(permission) ? null : 'permission.missing';
const managesAll: Atom<Actor, unknown> = (actor) =>
  actor.dialer.permissions.get('skill_group.manage') === 'all' ? null : 'agent.not_reached';

const seen = [activeActor, holds('agent.view')] as const;

export const SKILL_GROUP_RULES = {
  view: seen,
  manage: [...seen, holds('skill_group.manage'), managesAll],
  give: [...seen, holds('agent.edit')],
} satisfies Record<string, Rule<Actor, SetFacts>>;

export const CREATE_SKILL_GROUP: Rule<Actor, null> = [activeActor, holds('skill_group.manage'), managesAll];

/** Whether the agent may come in, go, or get another level. */
export function decideSkillMove(actor: Actor, { agent }: Move): Decision {
  return decide(AGENT_RULES.changeMemberships, actor, agent);
}
