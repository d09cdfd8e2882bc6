import type { createDialerRole as endpoint } from '../../contract/dialer-roles.ts';
import type { Input } from '../../contract/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockRoles } from './demand-role.ts';
import { CREATE_ROLE } from './policy.ts';
import { CONTENT, columnsOf, refuseTakenName } from './role-columns.ts';

/**
 * Adds a role that may do no more than its author, and answers its id. Names are unique without regard to case and accents.
 * Throws the reason of `CREATE_ROLE`, `dialer_role.name_taken`.
 */
export async function createDialerRole(tx: Tx, signedIn: SignedIn, role: Input<typeof endpoint>['body']): Promise<string> {
  const actor = await lockRoles(tx, signedIn);
  demand(CREATE_ROLE, actor, role);
  const id = newId();
  const columns = columnsOf(role, CONTENT) as { name: string; name_key: string; scope: typeof role.scope };
  await tx
    .insertInto('dialer_roles')
    .values({ account_id: tx.accountId, id, ...columns })
    .execute()
    .catch(refuseTakenName);
  const said = CONTENT.filter((name) => role[name] !== null);
  const changes = Object.fromEntries(said.map((name) => [name, { new: role[name] }]));
  await record(tx, signedIn, { action: 'dialer_role.created', target: { type: 'dialer_role', id }, changes });
  return id;
}
