import type { PolicyInForce } from '../../contract/policy-in-force.ts';
import type { Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may change the account's rules of sign-in and its allowed addresses. What counts for one user: `users/policy.ts`. */
export const MANAGE_SECURITY: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.permissions.has('security.manage') ? null : 'permission.missing'),
];

/** Who may switch *everyone* on, where the main user has a limit of their own already, or has none (decision 034). */
export const LIMIT_EVERYONE: Rule<Actor, { readonly isMainUserLimited: boolean }> = [
  (actor) => MANAGE_SECURITY.map((atom) => atom(actor, null)).find((because) => because !== null) ?? null,
  (actor, { isMainUserLimited }) => (actor.isMainUser || isMainUserLimited ? null : 'address.limits_owner'),
];

/** What is in force for the main user. */
interface ForMainUser {
  readonly before: PolicyInForce;
  readonly after: PolicyInForce;
}

/** Who may change the account's session timeout so that this is in force for the main user (decision 036). */
export const CHANGE_TIMEOUT: Rule<Actor, ForMainUser> = [
  (actor, { before, after }) =>
    !actor.isMainUser && after.sessionSeconds.value < before.sessionSeconds.value ? 'session.shortens_owner' : null,
];
