import type { Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may add, change and delete user groups: they say for everybody who gets which leads. */
export const MANAGE_USER_GROUPS: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.dialer.permissions.has('user_group.manage') ? null : 'permission.missing'),
  (actor) => (actor.dialer.permissions.get('user_group.manage') === 'all' ? null : 'permission.not_for_all'),
];
