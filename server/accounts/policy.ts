import type { Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may change the name and the defaults of the account. */
export const MANAGE_ACCOUNT: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.permissions.has('account.manage') ? null : 'permission.missing'),
];
