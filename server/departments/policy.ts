import type { Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';

/** Who may add, rename and delete departments. */
export const MANAGE_DEPARTMENTS: Rule<Actor, null> = [
  (actor) => (actor.status === 'active' ? null : 'actor.not_active'),
  (actor) => (actor.permissions.has('department.manage') ? null : 'permission.missing'),
];
