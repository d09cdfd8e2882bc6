import type pg from 'pg';
import { type PortalRole, permissionsOf } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';

/** One person as the database holds them, with a fingerprint of all that others can change. */
export interface Kept {
  readonly id: string;
  readonly status: UserStatus;
  readonly isMainUser: boolean;
  readonly roles: readonly PortalRole[];
  readonly print: string;
}

/** Everybody of an account at one instant. */
export type Snapshot = ReadonlyMap<string, Kept>;

export async function snapshotOf(owner: pg.Pool, accountId: string): Promise<Snapshot> {
  const { rows } = await owner.query<Kept>(
    `select u.id, u.status, u.id = a.owner_id as "isMainUser",
       array(select role from user_portal_roles r where r.account_id = u.account_id and r.user_id = u.id order by 1) as roles,
       concat_ws('|', u.email, u.new_email, u.username, u.first_name, u.last_name, u.status, u.password_hash,
         u.two_factor, u.session_seconds, u.session_limit, u.limits_addresses,
         array(select block from allowed_addresses l where l.user_id = u.id order by 1),
         array(select department_id from user_departments d where d.user_id = u.id order by 1)) as print
     from users u join accounts a on a.id = u.account_id where u.account_id = $1`,
    [accountId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who did a step, and whether it was a hand-over. */
export interface Step {
  /** Null: somebody with a mailed link, who may change its user's own address and confirmation. */
  readonly actorId: string | null;
  readonly isHandOver: boolean;
  /** Departments are not people: deleting one ends memberships, whoever is in it. */
  readonly endsMemberships: boolean;
}

/** What Rank (product.md) forbids and yet has happened between two instants. Knows nothing of the product's own rules. */
export function breachesOf(before: Snapshot, after: Snapshot, step: Step): string[] {
  const found: string[] = [];
  const mains = [...after.values()].filter(({ isMainUser }) => isMainUser);
  if (mains.length !== 1 || mains[0]?.status !== 'active') found.push('there is not exactly one main user, active');
  const actor = step.actorId === null ? undefined : before.get(step.actorId);
  const mainBefore = [...before.values()].find(({ isMainUser }) => isMainUser);
  if (mainBefore?.id !== mains[0]?.id && !(step.isHandOver && actor?.isMainUser))
    found.push('the main user changed without handing over');
  for (const [id, was] of before)
    if (!after.has(id) && was.status !== 'deleted') found.push(`${id} vanished without being deleted`);
  for (const now of after.values())
    found.push(...breachesOn(before.get(now.id), now, actor, step).map((text) => `${now.id} ${text}`));
  return found;
}

function breachesOn(was: Kept | undefined, now: Kept, actor: Kept | undefined, step: Step): string[] {
  const found: string[] = [];
  const gained = now.roles.filter((role) => !was?.roles.includes(role));
  const lost = was?.roles.filter((role) => !now.roles.includes(role)) ?? [];
  const isBack = was?.status === 'deleted' && now.status !== 'deleted';
  const given = isBack ? now.roles : gained;
  if (given.length + lost.length > 0) found.push(...breachesOfGiving(given, [...given, ...lost], now, actor, step));
  const isChanged = was !== undefined && was.print !== now.print;
  if (!isChanged || step.endsMemberships || now.id === actor?.id) return found;
  if (was.isMainUser && step.actorId !== null) found.push('is the main user and was changed by somebody else');
  if (was.roles.includes('admin') && actor && !actor.isMainUser) found.push('is an Admin and was changed by somebody below');
  if (actor && !actor.isMainUser && !isWithin(was.roles, actor)) found.push('holds more than whoever changed them');
  if (actor && actor.status !== 'active') found.push('was changed by somebody who is not active');
  return found;
}

function breachesOfGiving(
  given: readonly PortalRole[],
  moved: readonly PortalRole[],
  now: Kept,
  actor: Kept | undefined,
  step: Step,
): string[] {
  if (!actor) return ['has other roles, and nobody gave them'];
  const found: string[] = [];
  if (now.id === actor.id && !(step.isHandOver && actor.isMainUser)) found.push('changed their own roles');
  if (moved.includes('admin') && !actor.isMainUser) found.push('was given or lost Admin, not by the main user');
  if (!isWithin(given, actor)) found.push('holds more than whoever gave it');
  return found;
}

function isWithin(roles: readonly PortalRole[], actor: Kept): boolean {
  const held = actor.isMainUser ? permissionsOf(true, []) : permissionsOf(false, actor.roles);
  return permissionsOf(false, roles).isSubsetOf(held);
}
