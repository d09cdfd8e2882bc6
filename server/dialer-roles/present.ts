import { DIALER_PERMISSIONS, type DialerPermission } from '../../contract/dialer-permissions.ts';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { CHANGE_LIMITS_OF_ROLE, DELETE_ROLE, EDIT_ROLE, GIVE_ROLE } from './policy.ts';
import { countMembers, findRoles, holdersOf } from './queries.ts';

/** The roles of the account as the API shows them to this actor, with what the actor may do to each. */
export async function presentRoles(db: Reader | Tx, actor: Actor): Promise<DialerRole[]> {
  const roles = await findRoles(db, actor);
  const [members, holders] = [await countMembers(db, actor), await holdersOf(db, actor, roles)];
  return roles.map(({ isOwn, ...role }) => {
    const facts = { ...role, isOwn, holders: holders.get(role.id) ?? [] };
    return {
      ...role,
      permissions: role.permissions.filter((one): one is DialerPermission => one in DIALER_PERMISSIONS),
      members: members.get(role.id) ?? 0,
      can: {
        edit: decide(EDIT_ROLE, actor, facts),
        limits: decide(CHANGE_LIMITS_OF_ROLE, actor, facts),
        delete: decide(DELETE_ROLE, actor, facts),
        give: decide(GIVE_ROLE, actor, facts),
      },
    };
  });
}

/** One of them. Throws `dialer_role.not_found`. */
export async function presentRole(db: Reader | Tx, actor: Actor, id: string): Promise<DialerRole> {
  const role = (await presentRoles(db, actor)).find((one) => one.id === id);
  if (!role) throw new Refusal('dialer_role.not_found');
  return role;
}
