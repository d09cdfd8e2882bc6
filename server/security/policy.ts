import type { Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may change the account's rules of sign-in and its allowed addresses. What counts for one user: `users/policy.ts`. */
export const MANAGE_SECURITY: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.permissions.has('security.manage') ? null : 'permission.missing'),
];
