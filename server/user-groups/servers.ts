import { type LeadFilter, leadFilter } from '../../contract/leads.ts';
import { writtenSkills } from '../agents/memberships.ts';
import { type Tx, violates } from '../db/pool.ts';
import type { Change } from '../platform/activity.ts';
import { refuseField } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { seesTag } from '../tags/policy.ts';
import type { UserGroupRow } from './queries.ts';

interface Wanted {
  readonly tags?: readonly string[] | undefined;
  readonly skillGroups?: readonly { readonly id: string; readonly minimumLevel: number }[] | undefined;
}

/**
 * Says by which tags and skill groups a user group is served, and answers what changed; what is left out stays, and so do tags
 * that the actor does not see. Throws `tag.not_found`, `skill_group.not_found`, each at its place.
 */
export async function setServers(
  tx: Tx,
  actor: Actor,
  id: string,
  before: Pick<UserGroupRow, 'tags' | 'skill_groups'>,
  wanted: Wanted,
): Promise<Record<string, Change>> {
  return {
    ...(await setTags(tx, actor, id, before.tags, wanted.tags)),
    ...(await setSkillGroups(tx, id, before, wanted.skillGroups)),
  };
}

async function setTags(
  tx: Tx,
  actor: Actor,
  id: string,
  before: UserGroupRow['tags'],
  wanted: Wanted['tags'],
): Promise<Record<string, Change>> {
  if (!wanted) return {};
  const refusal = (tag: string) => refuseField(`tags.${wanted.indexOf(tag)}`, 'tag.not_found');
  const unseen = wanted.find((tag) => !seesTag(actor, { id: tag }));
  if (unseen !== undefined) throw refusal(unseen);
  const kept = before.filter((tag) => !seesTag(actor, tag)).map((tag) => tag.id);
  const [old, next] = [before.map((tag) => tag.id).sort(), [...new Set([...wanted, ...kept])].sort()];
  if (old.join() === next.join()) return {};
  await demandKnown(tx, 'tags', next, refusal);
  await tx.deleteFrom('user_group_tags').where('account_id', '=', tx.accountId).where('user_group_id', '=', id).execute();
  const rows = next.map((tag_id) => ({ account_id: tx.accountId, user_group_id: id, tag_id }));
  if (rows.length > 0) await tx.insertInto('user_group_tags').values(rows).execute();
  return { tags: { old, new: next } };
}

async function setSkillGroups(
  tx: Tx,
  id: string,
  before: Pick<UserGroupRow, 'skill_groups'>,
  wanted: Wanted['skillGroups'],
): Promise<Record<string, Change>> {
  if (!wanted) return {};
  const levels = new Map(wanted.map((one) => [one.id, one.minimumLevel]));
  const old = writtenSkills(before.skill_groups.map((one) => ({ id: one.id, level: one.minimumLevel })));
  const next = writtenSkills([...levels].map(([group, level]) => ({ id: group, level })));
  if (old.join() === next.join()) return {};
  const refusal = (group: string) =>
    refuseField(`skillGroups.${wanted.findIndex((one) => one.id === group)}`, 'skill_group.not_found');
  await demandKnown(tx, 'skill_groups', [...levels.keys()], refusal);
  const ofGroup = tx.deleteFrom('user_group_skill_groups').where('account_id', '=', tx.accountId);
  await ofGroup.where('user_group_id', '=', id).execute();
  const rows = [...levels].map(([skill_group_id, minimum_level]) => ({
    account_id: tx.accountId,
    user_group_id: id,
    skill_group_id,
    minimum_level,
  }));
  if (rows.length > 0) await tx.insertInto('user_group_skill_groups').values(rows).execute();
  return { skillGroups: { old, new: next } };
}

/** Holds them still until the transaction ends, as their deletion does. */
async function demandKnown(
  tx: Tx,
  table: 'tags' | 'skill_groups',
  ids: readonly string[],
  refusal: (id: string) => Error,
): Promise<void> {
  if (ids.length === 0) return;
  const found = tx.selectFrom(table).select('id').where('account_id', '=', tx.accountId).where('id', 'in', ids);
  const known = new Set((await found.orderBy('id').forShare().execute()).map((row) => row.id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw refusal(missing);
}

/** How the record says which leads: `statuses:new`, `minimumWeight:3`. */
export function writtenFilter(filter: LeadFilter): string[] {
  const fields = Object.keys(leadFilter.shape) as (keyof LeadFilter)[];
  return fields.flatMap((field) => [filter[field] ?? []].flat().map((value) => `${field}:${value}`));
}

export function refuseTakenName(error: unknown): never {
  throw violates(error, 'user_groups_account_id_name_key_key') ? refuseField('name', 'user_group.name_taken') : error;
}
