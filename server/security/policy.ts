import type { Atom, Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may change the account's rules of sign-in and its allowed addresses. What counts for one user: `users/policy.ts`. */
export const MANAGE_SECURITY: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.permissions.has('security.manage') ? null : 'permission.missing'),
];

const manages: Atom<Actor, unknown> = (actor) =>
  MANAGE_SECURITY.map((atom) => atom(actor, null)).find((because) => because !== null) ?? null;

/** Who may switch *everyone* on, where the main user has a limit of their own already, or has none (decision 034). */
export const LIMIT_EVERYONE: Rule<Actor, { readonly isMainUserLimited: boolean }> = [
  manages,
  (actor, { isMainUserLimited }) => (actor.isMainUser || isMainUserLimited ? null : 'address.limits_owner'),
];

/** Who may change the account's session timeout, by how long the main user stays signed in before and after it (decision 036). */
export const CHANGE_TIMEOUT: Rule<Actor, { readonly before: number; readonly after: number }> = [
  manages,
  (actor, { before, after }) => (!actor.isMainUser && after < before ? 'session.shortens_owner' : null),
];
