import type { Tx } from '../db/pool.ts';
import { demand, type Rule } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import type { RoleFacts } from './policy.ts';
import { findRoles, holdersOf, type RoleRow } from './queries.ts';

/**
 * Lets one change of roles at a time happen in an account, and nothing meanwhile that asks a rule or opens a session: all of
 * these lock the account before anything else. Answers whoever acts, with the rights that they have then.
 */
export async function lockRoles(tx: Tx, signedIn: SignedIn): Promise<Actor> {
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forNoKeyUpdate().executeTakeFirstOrThrow();
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  return locked.actor;
}

/**
 * Locks the roles of the account, and demands a rule about one of them. Throws its reason, `dialer_role.not_found`,
 * `session.required` where the actor is gone.
 */
export async function demandRole(
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  rule: Rule<Actor, RoleFacts>,
): Promise<{ actor: Actor; role: RoleRow; facts: RoleFacts }> {
  const actor = await lockRoles(tx, signedIn);
  const roles = await findRoles(tx, actor);
  const role = roles.find((one) => one.id === id);
  if (!role) throw new Refusal('dialer_role.not_found');
  const facts = { ...role, holders: (await holdersOf(tx, actor, roles)).get(id) ?? [] };
  demand(rule, actor, facts);
  return { actor, role, facts };
}
