import { covers, type DialerHolding, HOLDS_NOTHING } from '../../contract/dialer-permissions.ts';
import { type Permission, PORTAL_ROLES, type PortalRole, permissionsOf } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** What rules know about a user to whom something is done. */
export interface UserFacts {
  readonly accountId: string;
  readonly userId: string;
  readonly status: UserStatus;
  readonly isMainUser: boolean;
  readonly portalRoles: readonly PortalRole[];
  readonly dialer: DialerHolding;
}

type UserAtom = Atom<Actor, UserFacts>;
type ActorAtom = Atom<Actor, unknown>;
type RoleAtom = Atom<Actor, PortalRole>;

const activeActor: ActorAtom = (actor) => (actor.status === 'active' ? null : 'actor.not_active');

const has =
  (permission: Permission): ActorAtom =>
  (actor) =>
    actor.permissions.has(permission) ? null : 'permission.missing';

const sameAccount: UserAtom = (actor, user) => (actor.accountId === user.accountId ? null : 'user.not_found');
const notDeleted: UserAtom = (_, user) => (user.status === 'deleted' ? 'user.is_deleted' : null);
const pending: UserAtom = (_, user) => (user.status === 'pending' ? null : 'user.not_pending');
const deleted: UserAtom = (_, user) => (user.status === 'deleted' ? null : 'user.not_deleted');
const inactive: UserAtom = (_, user) => (user.status === 'inactive' ? null : 'user.not_inactive');
const active: UserAtom = (_, user) => (user.status === 'active' ? null : 'user.not_active');
const switchedOn: UserAtom = (_, user) => (user.status === 'inactive' ? 'user.not_active' : null);
const isMainUser: ActorAtom = (actor) => (actor.isMainUser ? null : 'actor.not_owner');
const notSelf: UserAtom = (actor, user) => (actor.userId === user.userId ? 'user.is_self' : null);

/**
 * Rank: nobody touches the main user but the main user, only the main user touches Admins, and nobody those who hold more, in
 * the Portal or in the Dialer.
 * Oneself one may touch; what one may not do to oneself is refused by `notSelf`.
 */
export const outranks: UserAtom = (actor, user) => {
  if (actor.userId === user.userId) return null;
  if (user.isMainUser) return 'user.is_owner';
  if (actor.isMainUser) return null;
  if (user.portalRoles.includes('admin')) return 'user.is_admin';
  const more = permissionsOf(false, user.portalRoles).difference(actor.permissions);
  return more.size > 0 || !covers(actor.dialer, user.dialer) ? 'user.outranks' : null;
};

const adminOnlyFromMainUser: RoleAtom = (actor, role) =>
  role === 'admin' && !actor.isMainUser ? 'role.only_owner_gives_admin' : null;

const holdsTheRole: RoleAtom = (actor, role) =>
  PORTAL_ROLES[role].permissions.every((permission) => actor.permissions.has(permission)) ? null : 'role.not_held';

/** Who may do what to whom. */
export const USER_RULES = {
  view: [activeActor, sameAccount, has('user.view')],
  sendActivation: [activeActor, sameAccount, has('user.create'), notDeleted, pending, outranks],
  edit: [activeActor, sameAccount, has('user.edit'), notDeleted, outranks],
  changeRoles: [activeActor, sameAccount, has('role.give'), notDeleted, notSelf, outranks],
  deactivate: [activeActor, sameAccount, has('user.edit'), notDeleted, switchedOn, notSelf, outranks],
  reactivate: [activeActor, sameAccount, has('user.edit'), notDeleted, inactive, outranks],
  endSessions: [activeActor, sameAccount, has('user.edit'), notDeleted, outranks],
  resetSecondFactor: [activeActor, sameAccount, has('user.edit'), notDeleted, notSelf, outranks],
  resetPassword: [activeActor, sameAccount, has('user.edit'), notDeleted, active, notSelf, outranks],
  changeLimits: [activeActor, sameAccount, has('user.edit'), notDeleted, notSelf, outranks],
  unlock: [activeActor, sameAccount, has('user.edit'), notDeleted, notSelf, outranks],
  restore: [activeActor, sameAccount, has('user.delete'), deleted, outranks],
  erase: [activeActor, sameAccount, has('user.delete'), deleted, notSelf, outranks],
  makeMainUser: [activeActor, sameAccount, isMainUser, notDeleted, notSelf, active],
  delete: [activeActor, sameAccount, has('user.delete'), notDeleted, notSelf, outranks],
} satisfies Record<string, Rule<Actor, UserFacts>>;

export type UserAction = keyof typeof USER_RULES;

export const CREATE_USER: Rule<Actor, null> = [activeActor, has('user.create')];

export const GIVE_ROLE: Rule<Actor, PortalRole> = [activeActor, has('role.give'), adminOnlyFromMainUser, holdsTheRole];

/** The same as `view`, for a whole list: either every user of the account is visible, or none. */
export function seesUsers(actor: Actor): boolean {
  return USER_RULES.view.every((atom) => atom(actor, { ...NOBODY, accountId: actor.accountId }) === null);
}

const NOBODY: UserFacts = {
  accountId: '',
  userId: '',
  status: 'active',
  isMainUser: false,
  portalRoles: [],
  dialer: HOLDS_NOTHING,
};
