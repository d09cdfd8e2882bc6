import type { Input } from '../../contract/endpoint.ts';
import { nameKey } from '../../contract/text.ts';
import type { createUserGroup as endpoint } from '../../contract/user-groups.ts';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { MANAGE_USER_GROUPS } from './policy.ts';
import { refuseTakenName, setServers, writtenFilter } from './servers.ts';

/**
 * Adds a user group and answers its id. Throws the reason of `MANAGE_USER_GROUPS`, `user_group.name_taken`, `tag.not_found`,
 * `skill_group.not_found`.
 */
export async function createUserGroup(tx: Tx, signedIn: SignedIn, group: Input<typeof endpoint>['body']): Promise<string> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(MANAGE_USER_GROUPS, locked.actor, null);
  const { name, filter, weight } = group;
  const id = newId();
  await tx
    .insertInto('user_groups')
    .values({ account_id: tx.accountId, id, name, name_key: nameKey(name), filter: JSON.stringify(filter), weight })
    .execute()
    .catch(refuseTakenName);
  const served = await setServers(tx, locked.actor, id, { tags: [], skill_groups: [] }, group);
  const changes = { name: { new: name }, filter: { new: writtenFilter(filter) }, weight: { new: weight }, ...served };
  await record(tx, signedIn, { action: 'user_group.created', target: { type: 'user_group', id }, changes });
  return id;
}
