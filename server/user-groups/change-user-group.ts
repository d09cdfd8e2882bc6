import { sql } from 'kysely';
import type { Input } from '../../contract/endpoint.ts';
import { nameKey } from '../../contract/text.ts';
import type { updateUserGroup as endpoint } from '../../contract/user-groups.ts';
import { writtenSkills } from '../agents/memberships.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { MANAGE_USER_GROUPS } from './policy.ts';
import { presentUserGroup } from './present.ts';
import { findUserGroups, type UserGroupRow } from './queries.ts';
import { refuseTakenName, setServers, writtenFilter } from './servers.ts';

interface Editing {
  readonly id: string;
  /** The version that the editor looked at. */
  readonly seen: number;
  readonly edit: Input<typeof endpoint>['body'];
}

/**
 * Changes what is given of a user group; counts from the next lead that is given out. Throws the reason of
 * `MANAGE_USER_GROUPS`, `user_group.not_found`, `user_group.changed` (412), `user_group.name_taken`, `tag.not_found`,
 * `skill_group.not_found`.
 */
export async function updateUserGroup(tx: Tx, signedIn: SignedIn, { id, seen, edit }: Editing): Promise<void> {
  const { actor, before } = await demandUserGroup(tx, signedIn, id);
  if (before.version !== seen) throw new Refusal('user_group.changed', { current: await presentUserGroup(tx, actor, id) });
  const { name = before.name, filter = before.filter, weight = before.weight } = edit;
  const changes: Record<string, Change> = {};
  if (name !== before.name) changes.name = { old: before.name, new: name };
  const [old, next] = [writtenFilter(before.filter), writtenFilter(filter)];
  if (old.join('\n') !== next.join('\n')) changes.filter = { old, new: next };
  if (weight !== before.weight) changes.weight = { old: before.weight, new: weight };
  Object.assign(changes, await setServers(tx, actor, id, before, edit));
  if (Object.keys(changes).length === 0) return;
  await tx
    .updateTable('user_groups')
    .set({ name, name_key: nameKey(name), filter: JSON.stringify(filter), weight, version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute()
    .catch(refuseTakenName);
  await record(tx, signedIn, { action: 'user_group.changed', target: { type: 'user_group', id }, changes });
}

/** Deletes a user group: its leads and agents stay. Throws the reason of `MANAGE_USER_GROUPS`, `user_group.not_found`. */
export async function deleteUserGroup(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  const { before } = await demandUserGroup(tx, signedIn, id);
  await tx.deleteFrom('user_groups').where('account_id', '=', tx.accountId).where('id', '=', id).execute();
  const changes = {
    name: { old: before.name },
    filter: { old: writtenFilter(before.filter) },
    weight: { old: before.weight },
    tags: { old: before.tags.map((tag) => tag.id) },
    skillGroups: { old: writtenSkills(before.skill_groups.map((one) => ({ id: one.id, level: one.minimumLevel }))) },
  };
  await record(tx, signedIn, { action: 'user_group.deleted', target: { type: 'user_group', id }, changes });
}

/** Demands the rule and locks the user group. */
async function demandUserGroup(tx: Tx, signedIn: SignedIn, id: string): Promise<{ actor: Actor; before: UserGroupRow }> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(MANAGE_USER_GROUPS, locked.actor, null);
  const ofAccount = tx.selectFrom('user_groups').select('id').where('account_id', '=', tx.accountId);
  await ofAccount.where('id', '=', id).forUpdate().execute();
  // A statement of its own, which sees what was committed while the first waited.
  const [before] = await findUserGroups(tx, id);
  if (!before) throw new Refusal('user_group.not_found');
  return { actor: locked.actor, before };
}
