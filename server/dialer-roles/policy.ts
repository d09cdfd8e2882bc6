import { type DialerPermission, permissionsOfRoles, type Scope } from '../../contract/dialer-permissions.ts';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { outranks, type UserFacts } from '../users/policy.ts';

// Who may make, change, delete and give dialer roles. Whether somebody may give one to a certain agent: agents/policy.ts.

/** What a role may do, and what it says about sign-in; null: nothing. */
export interface RoleContent {
  readonly permissions: readonly string[];
  readonly scope: Scope;
  readonly twoFactor: TwoFactorType | null;
  readonly sessionSeconds: number | null;
  readonly sessionLimit: number | null;
}

export interface RoleFacts extends RoleContent {
  /** Whether the actor holds it. */
  readonly isOwn: boolean;
  /** Everybody else who holds it, the deleted left out: those who are alike for Rank stand there once. */
  readonly holders: readonly UserFacts[];
}

type RoleAtom = Atom<Actor, RoleFacts>;
type ContentAtom = Atom<Actor, RoleContent>;

const activeActor: Atom<Actor, unknown> = (actor) => (actor.status === 'active' ? null : 'actor.not_active');

const holds =
  (permission: DialerPermission): Atom<Actor, unknown> =>
  (actor) =>
    actor.dialer.permissions.has(permission) ? null : 'permission.missing';

const reachesAll =
  (permission: DialerPermission): Atom<Actor, unknown> =>
  (actor) =>
    actor.dialer.permissions.get(permission) === 'all' ? null : 'permission.not_for_all';

/** The main user holds everything whatever roles say, and is the only one who could change a role that they hold. */
const notOwn: RoleAtom = (actor, role) => (role.isOwn && !actor.isMainUser ? 'dialer_role.is_own' : null);

/** Its holders have any tags, so a permission that reaches those who share one with the actor does not do. */
const holdsForAll: ContentAtom = (actor, role) => {
  const given = [...permissionsOfRoles([role]).keys()];
  return given.every((one) => actor.dialer.permissions.get(one) === 'all') ? null : 'dialer_role.not_held';
};

const holdsAsFar: ContentAtom = (actor, role) => {
  const given = [...permissionsOfRoles([role])];
  const isHeld = given.every(([one, reach]) => [reach, 'all'].includes(actor.dialer.permissions.get(one) ?? ''));
  return isHeld ? null : 'dialer_role.not_held';
};

const outranksHolders: RoleAtom = (actor, role) => {
  for (const holder of role.holders) {
    const because = outranks(actor, holder);
    if (because) return because;
  }
  return null;
};

const says = (role: RoleContent) => role.twoFactor !== null || role.sessionSeconds !== null || role.sessionLimit !== null;
const limitsForAll: Atom<Actor, unknown> = (actor) =>
  actor.dialer.permissions.get('agent.limits') === 'all' ? null : 'dialer_role.limits_not_held';
const limitsIfSaid: ContentAtom = (actor, role) => (says(role) ? limitsForAll(actor, role) : null);
const mayLimitIfSaid: ContentAtom = (actor, role) =>
  says(role) && !actor.dialer.permissions.has('agent.limits') ? 'dialer_role.limits_not_held' : null;

const touches = [
  activeActor,
  holds('dialer_role.manage'),
  reachesAll('dialer_role.manage'),
  notOwn,
  holdsForAll,
  outranksHolders,
] as const;

/** Whoever changes a role touches everybody who holds it. */
export const EDIT_ROLE: Rule<Actor, RoleFacts> = touches;
export const CHANGE_LIMITS_OF_ROLE: Rule<Actor, RoleFacts> = [...touches, limitsForAll];
export const DELETE_ROLE: Rule<Actor, RoleFacts> = [...touches, limitsIfSaid];

/** What a role becomes. Nobody holds a new one yet; what it may be given to is asked when it is given. */
export const MAKE_ROLE_INTO: Rule<Actor, RoleContent> = [holdsForAll];
/** Whether the actor may make one at all. */
export const BEGIN_ROLE: Rule<Actor, null> = [activeActor, holds('dialer_role.manage')];

export const CREATE_ROLE: Rule<Actor, RoleContent> = [activeActor, holds('dialer_role.manage'), holdsAsFar, mayLimitIfSaid];

/** Whether the actor may give it to anybody at all. */
export const GIVE_ROLE: Rule<Actor, RoleContent> = [activeActor, holds('agent_role.give'), holdsAsFar];
