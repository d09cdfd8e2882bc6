import type { DialerPermission } from '../../contract/dialer-permissions.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { Decision } from '../../contract/problem.ts';
import type { Move, SetFacts } from '../agent-sets/set-kind.ts';
import { AGENT_RULES, GIVE_TO_AGENT } from '../agents/policy.ts';
import { type Atom, decide, type Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

// Who may do what with which tag. A right that reaches those sharing a tag reaches the tags of its holder, and no other.

type TagAtom = Atom<Actor, SetFacts>;

const activeActor: Atom<Actor, unknown> = (actor) => (actor.status === 'active' ? null : 'actor.not_active');
const holds =
  (permission: DialerPermission): Atom<Actor, unknown> =>
  (actor) =>
    actor.dialer.permissions.has(permission) ? null : 'permission.missing';
const reachesEvery =
  (permission: DialerPermission): Atom<Actor, unknown> =>
  (actor) =>
    actor.dialer.permissions.get(permission) === 'all' || actor.dialer.hasAllTags ? null : 'permission.not_for_all';
const reaches =
  (permission: DialerPermission, otherwise: ErrorCode): TagAtom =>
  (actor, tag) =>
    reachesEvery(permission)(actor, null) === null || actor.dialer.tags.has(tag.id) ? null : otherwise;

const seen = [activeActor, holds('agent.view'), reaches('agent.view', 'tag.not_found')] as const;

export const TAG_RULES = {
  view: seen,
  manage: [...seen, holds('tag.manage'), reaches('tag.manage', 'tag.not_held')],
  give: [...seen, holds('agent.edit'), reaches('agent.edit', 'tag.not_held')],
} satisfies Record<string, Rule<Actor, SetFacts>>;

/** `view`, for a list. */
export function seesTag(actor: Actor, tag: SetFacts): boolean {
  return decide(TAG_RULES.view, actor, tag).ok;
}

/** A new tag is nobody's: whoever adds it must reach it by more than having it. */
export const CREATE_TAG: Rule<Actor, null> = [
  activeActor,
  holds('tag.manage'),
  reachesEvery('tag.manage'),
  reachesEvery('agent.view'),
];

/** Whether the agent may be given the tag, or lose it: before, and as they would be after. */
export function decideTagMove(actor: Actor, { setId, agent, comes }: Move): Decision {
  const before = decide(AGENT_RULES.changeMemberships, actor, agent);
  if (!before.ok) return before;
  const moved = new Set([setId]);
  const tags = comes ? agent.dialer.tags.union(moved) : agent.dialer.tags.difference(moved);
  const after = { ...agent, dialer: { ...agent.dialer, tags } };
  return decide(GIVE_TO_AGENT, actor, { isNew: false, after, movedTags: [setId], gets: { superuser: false, allTags: false } });
}
