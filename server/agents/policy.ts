import { type RawBuilder, sql } from 'kysely';
import { covers, type DialerPermission, sharesTag } from '../../contract/dialer-permissions.ts';
import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { outranks, type UserFacts } from '../users/policy.ts';

// Who may do what to which agent. Rank is one rule for both halves: `outranks` in users/policy.ts.

type AgentAtom = Atom<Actor, UserFacts>;

const activeActor: Atom<Actor, unknown> = (actor) => (actor.status === 'active' ? null : 'actor.not_active');
const sameAccount: AgentAtom = (actor, agent) => (actor.accountId === agent.accountId ? null : 'agent.not_found');
const notDeleted: AgentAtom = (_, agent) => (agent.status === 'deleted' ? 'user.is_deleted' : null);
const deleted: AgentAtom = (_, agent) => (agent.status === 'deleted' ? null : 'user.not_deleted');
const inactive: AgentAtom = (_, agent) => (agent.status === 'inactive' ? null : 'user.not_inactive');
const switchedOn: AgentAtom = (_, agent) => (agent.status === 'inactive' ? 'user.not_active' : null);
const active: AgentAtom = (_, agent) => (agent.status === 'active' ? null : 'user.not_active');
const notSelf: AgentAtom = (actor, agent) => (actor.userId === agent.userId ? 'user.is_self' : null);
const self: AgentAtom = (actor, agent) => (actor.userId === agent.userId ? null : 'permission.missing');

const holds =
  (permission: DialerPermission): Atom<Actor, unknown> =>
  (actor) =>
    actor.dialer.permissions.has(permission) ? null : 'permission.missing';

/** Whether the permission reaches this agent: all do, or those who share a tag with the actor, or the actor themselves. */
export function isReached(
  actor: Actor,
  permission: DialerPermission,
  agent: { readonly userId: string; readonly dialer: Parameters<typeof sharesTag>[1] },
): boolean {
  const reach = actor.dialer.permissions.get(permission);
  if (reach === undefined) return false;
  return reach === 'all' || actor.userId === agent.userId || sharesTag(actor.dialer, agent.dialer);
}

const sees: AgentAtom = (actor, agent) => (isReached(actor, 'agent.view', agent) ? null : 'agent.not_found');

const reaches =
  (permission: DialerPermission): AgentAtom =>
  (actor, agent) =>
    isReached(actor, permission, agent) ? null : 'agent.not_reached';

const isSuperuser: Atom<Actor, unknown> = (actor) => (actor.dialer.isSuperuser ? null : 'agent.superuser_not_held');
const editsAll: Atom<Actor, unknown> = (actor) =>
  actor.dialer.permissions.get('agent.edit') === 'all' ? null : 'agent.all_tags_not_held';

const seen = [activeActor, sameAccount, holds('agent.view'), sees] as const;
const may = (permission: DialerPermission) => [...seen, holds(permission), reaches(permission)] as const;

/** Who may do what to whom. */
export const AGENT_RULES = {
  view: seen,
  editOwn: [activeActor, sameAccount, notDeleted, self],
  edit: [...may('agent.edit'), notDeleted, outranks],
  changeRoles: [...may('agent_role.give'), notDeleted, notSelf, outranks],
  changeMemberships: [...may('agent.edit'), notDeleted, notSelf, outranks],
  changeLimits: [...may('agent.limits'), notDeleted, notSelf, outranks],
  changeAddress: [...may('agent.edit'), notDeleted, outranks],
  giveSuperuser: [...may('agent_role.give'), notDeleted, notSelf, isSuperuser, outranks],
  giveAllTags: [...may('agent.edit'), notDeleted, notSelf, editsAll, outranks],
  deactivate: [...may('agent.edit'), notDeleted, switchedOn, notSelf, outranks],
  reactivate: [...may('agent.edit'), notDeleted, inactive, outranks],
  resetPassword: [...may('agent.reset_password'), notDeleted, active, notSelf, outranks],
  resetSecondFactor: [...may('agent.reset_password'), notDeleted, notSelf, outranks],
  viewSessions: may('agent.sessions'),
  endSessions: [...may('agent.sessions'), notDeleted, outranks],
  viewActivity: may('agent.activity'),
  viewSecurity: may('agent.security_view'),
  makeSipPassword: [...may('agent.sip_password'), notDeleted, outranks],
  remove: [...may('agent.delete'), notDeleted, notSelf, outranks],
  delete: [...may('agent.delete'), notDeleted, notSelf, outranks],
  restore: [...may('agent.delete'), deleted, outranks],
} satisfies Record<string, Rule<Actor, UserFacts>>;

export type AgentAction = keyof typeof AGENT_RULES;

/** The new agent is a target like any other, as they would be: whoever adds them reaches them, and holds all that they get. */
export const CREATE_AGENT: Rule<Actor, null> = [activeActor, holds('agent.create')];

/** Whom the file then holds: those whom both seeing and exporting reach. */
export const EXPORT_AGENTS: Rule<Actor, null> = [activeActor, holds('agent.export')];

/** Who asks for a number that they could give to somebody. */
export const GENERATE_EXTENSION: Rule<Actor, null> = [
  activeActor,
  (actor) =>
    actor.dialer.permissions.has('agent.create') || actor.dialer.permissions.has('agent.edit') ? null : 'permission.missing',
];

/** Who makes a user of the account an agent: whoever sees them there, and adds agents. */
export const ADD_PROFILE: Rule<Actor, UserFacts> = [
  activeActor,
  (actor, user) => (actor.accountId === user.accountId ? null : 'user.not_found'),
  (actor) => (actor.permissions.has('user.view') ? null : 'permission.missing'),
  holds('agent.create'),
  notDeleted,
  outranks,
];

/** What somebody who adds an agent may give them, before it is said what they get. */
export const NEW_AGENT_RULES = {
  create: CREATE_AGENT,
  changeLimits: [activeActor, holds('agent.create'), holds('agent.limits')],
  giveSuperuser: [activeActor, holds('agent.create'), isSuperuser],
  giveAllTags: [activeActor, holds('agent.create'), editsAll],
  generateExtension: GENERATE_EXTENSION,
} satisfies Record<string, Rule<Actor, null>>;

/** What somebody would hold after a change, and the tags that move. */
export interface Gift {
  readonly isNew: boolean;
  readonly after: UserFacts;
  readonly movedTags: readonly string[];
  readonly gets: { readonly superuser: boolean; readonly allTags: boolean };
}

const givesSuperuser: Atom<Actor, Gift> = (actor, { gets }) => (gets.superuser ? isSuperuser(actor, null) : null);
const givesAllTags: Atom<Actor, Gift> = (actor, { gets }) => (gets.allTags ? editsAll(actor, null) : null);
const holdsTags: Atom<Actor, Gift> = (actor, { isNew, movedTags }) => {
  if (actor.dialer.permissions.get(isNew ? 'agent.create' : 'agent.edit') === 'all' || actor.dialer.hasAllTags) return null;
  return movedTags.every((tag) => actor.dialer.tags.has(tag)) ? null : 'tag.not_held';
};
const holdsAllOfIt: Atom<Actor, Pick<Gift, 'after'>> = (actor, { after }) =>
  covers(actor.dialer, after.dialer) ? null : 'dialer_role.not_held';
const staysInReach: Atom<Actor, Gift> = (actor, { isNew, after }) =>
  isReached(actor, 'agent.view', after) && isReached(actor, isNew ? 'agent.create' : 'agent.edit', after)
    ? null
    : 'agent.out_of_scope';

/** Nobody gives what they do not hold, nor puts an agent where they cannot see them. */
export const GIVE_TO_AGENT: Rule<Actor, Gift> = [
  activeActor,
  givesSuperuser,
  givesAllTags,
  holdsTags,
  holdsAllOfIt,
  staysInReach,
];

/** The same where nothing moves but roles, which decide about nobody's sight of them. */
export const GIVE_ROLES_TO_AGENT: Rule<Actor, Pick<Gift, 'after'>> = [activeActor, holdsAllOfIt];

/** What decides whether an actor sees an agent. */
type Reach = 'none' | 'all' | { readonly tags: readonly string[]; readonly hasAllTags: boolean };

/** How far a permission of an actor reaches. */
export function reachOf(actor: Actor, permission: DialerPermission = 'agent.view'): Reach {
  const reach = actor.status === 'active' ? actor.dialer.permissions.get(permission) : undefined;
  if (reach === undefined) return 'none';
  return reach === 'all' ? 'all' : { tags: [...actor.dialer.tags], hasAllTags: actor.dialer.hasAllTags };
}

/** The same as `view`, in SQL, for rows of `users u` with their profile `agents g`; a test holds the two equal. And whom another permission reaches. */
export function visibleTo(actor: Actor, permission: DialerPermission = 'agent.view'): RawBuilder<boolean> {
  const reach = reachOf(actor, permission);
  if (typeof reach === 'string') return sql<boolean>`${sql.lit(reach === 'all')}`;
  const isSelf = sql`g.user_id = ${actor.userId}::uuid`;
  const isNamed = (which: RawBuilder<unknown>) =>
    sql`exists (select from agent_tags v where v.account_id = g.account_id and v.user_id = g.user_id ${which} offset 0)`;
  if (reach.hasAllTags) return sql<boolean>`(${isSelf} or g.has_all_tags or ${isNamed(sql``)})`;
  if (reach.tags.length === 0) return sql<boolean>`(${isSelf})`;
  return sql<boolean>`(${isSelf} or g.has_all_tags or ${isNamed(sql`and v.tag_id = any(${reach.tags}::uuid[])`)})`;
}
