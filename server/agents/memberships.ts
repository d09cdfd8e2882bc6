import type { ErrorCode } from '../../contract/errors.ts';
import type { Tx } from '../db/pool.ts';
import type { Change } from '../platform/activity.ts';
import { refuseField } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { seesTag } from '../tags/policy.ts';

/** What an agent shall belong to; what is left out stays. */
export interface MembershipEdit {
  readonly dialerRoles?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly skillGroups?: readonly { readonly id: string; readonly level: number }[] | undefined;
}

/** What the agent belongs to so far. */
export interface MembershipsBefore {
  readonly dialer_roles: readonly { readonly id: string }[];
  readonly tags: readonly { readonly id: string }[];
  readonly skill_groups: readonly { readonly id: string; readonly level: number }[];
}

/**
 * Gives and takes roles, tags and skill groups, and answers what changed. What is given is held still until the transaction
 * ends, and tags that the actor does not see stay. Whether the actor may is asked before. Throws `dialer_role.not_found`,
 * `tag.not_found`, `skill_group.not_found`, each at its place.
 */
export async function setMemberships(tx: Tx, actor: Actor, userId: string, before: MembershipsBefore, edit: MembershipEdit) {
  const changes: Record<string, Change> = {};
  const roles = moved(before.dialer_roles, edit.dialerRoles);
  if (roles) {
    await demandKnown(tx, 'dialer_roles', roles.added, edit.dialerRoles ?? [], 'dialerRoles', 'dialer_role.not_found');
    const rows = roles.added.map((role_id) => ({ account_id: tx.accountId, user_id: userId, role_id }));
    if (rows.length > 0) await tx.insertInto('agent_roles').values(rows).execute();
    await ofAgent(tx.deleteFrom('agent_roles'), tx, userId)
      .where('role_id', 'in', [...roles.gone, userId])
      .execute();
    changes.dialerRoles = { old: before.dialer_roles.map(({ id }) => id), new: [...new Set(edit.dialerRoles)] };
  }
  Object.assign(changes, await setTags(tx, actor, userId, before.tags, edit.tags));
  if (edit.skillGroups) Object.assign(changes, await setSkillGroups(tx, userId, before.skill_groups, edit.skillGroups));
  return changes;
}

type Named = readonly { readonly id: string }[];

/** Which tags come and which go, of those that the actor sees; null where none does. One that they do not see cannot come. */
export function tagMoves(actor: Actor, before: Named, wanted: readonly string[] | undefined) {
  return moved(
    before.filter((tag) => seesTag(actor, tag)),
    wanted,
  );
}

async function setTags(
  tx: Tx,
  actor: Actor,
  userId: string,
  before: Named,
  wanted: MembershipEdit['tags'],
): Promise<Record<string, Change>> {
  const tags = tagMoves(actor, before, wanted);
  if (!tags || !wanted) return {};
  const unseen = tags.added.find((id) => !seesTag(actor, { id }));
  if (unseen !== undefined) throw refuseField(`tags.${wanted.indexOf(unseen)}`, 'tag.not_found');
  await demandKnown(tx, 'tags', tags.added, wanted, 'tags', 'tag.not_found');
  const rows = tags.added.map((tag_id) => ({ account_id: tx.accountId, user_id: userId, tag_id }));
  if (rows.length > 0) await tx.insertInto('agent_tags').values(rows).execute();
  await ofAgent(tx.deleteFrom('agent_tags'), tx, userId)
    .where('tag_id', 'in', [...tags.gone, userId])
    .execute();
  const old = before.map(({ id }) => id);
  return { tags: { old, new: [...new Set(old).difference(new Set(tags.gone)).union(new Set(wanted))] } };
}

type Skills = readonly { readonly id: string; readonly level: number }[];

/** How the record says in which skill groups somebody is: `<id>:<level>`. */
export function writtenSkills(skills: Skills): string[] {
  return skills.map(({ id, level }) => `${id}:${level}`).sort();
}

async function setSkillGroups(tx: Tx, userId: string, before: Skills, wanted: Skills): Promise<Record<string, Change>> {
  const levels = new Map(wanted.map(({ id, level }) => [id, level]));
  const after = [...levels].map(([id, level]) => ({ id, level }));
  if (writtenSkills(before).join() === writtenSkills(after).join()) return {};
  const ids = [...levels.keys()];
  const places = wanted.map(({ id }) => id);
  await demandKnown(tx, 'skill_groups', ids, places, 'skillGroups', 'skill_group.not_found');
  await ofAgent(tx.deleteFrom('agent_skill_groups'), tx, userId).execute();
  const rows = after.map(({ id, level }) => ({ account_id: tx.accountId, user_id: userId, skill_group_id: id, level }));
  if (rows.length > 0) await tx.insertInto('agent_skill_groups').values(rows).execute();
  return { skillGroups: { old: writtenSkills(before), new: writtenSkills(after) } };
}

/** Who comes and who goes; null where nobody does. */
export function moved(before: Named, wanted: readonly string[] | undefined) {
  if (!wanted) return null;
  const [old, next] = [new Set(before.map(({ id }) => id)), new Set(wanted)];
  const [added, gone] = [[...next.difference(old)], [...old.difference(next)]];
  return added.length + gone.length > 0 ? { added, gone } : null;
}

/** Locks what is given, as its deletion locks it. Throws the error at the place of the first unknown one. */
async function demandKnown(
  tx: Tx,
  table: 'dialer_roles' | 'tags' | 'skill_groups',
  ids: readonly string[],
  places: readonly string[],
  path: string,
  code: ErrorCode,
): Promise<void> {
  if (ids.length === 0) return;
  const found = tx.selectFrom(table).select('id').where('account_id', '=', tx.accountId).where('id', 'in', ids);
  const known = await found.orderBy('id').forShare().execute();
  const missing = ids.find((id) => !known.some((row) => row.id === id));
  if (missing !== undefined) throw refuseField(`${path}.${places.indexOf(missing)}`, code);
}

interface OfAgent {
  where(column: 'account_id' | 'user_id', operator: '=', value: string): this;
}

function ofAgent<Q extends OfAgent>(query: Q, tx: Tx, userId: string): Q {
  return query.where('account_id', '=', tx.accountId).where('user_id', '=', userId);
}
