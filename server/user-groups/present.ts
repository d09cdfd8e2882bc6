import type { UserGroup } from '../../contract/user-groups.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { seesTag } from '../tags/policy.ts';
import { MANAGE_USER_GROUPS } from './policy.ts';
import { countAgentsOf, countLeadsOf, findUserGroups } from './queries.ts';

/** The user groups as the API shows them, the heaviest first, each with how many leads and agents it joins. */
export async function presentUserGroups(db: Reader | Tx, actor: Actor, id?: string): Promise<UserGroup[]> {
  const rows = await findUserGroups(db, id);
  const filters = rows.map(({ filter }) => filter);
  const leads = actor.dialer.permissions.has('lead.view') ? await countLeadsOf(db, actor, filters) : null;
  const agents = await countAgentsOf(db, actor, id);
  return rows.map(({ skill_groups: skillGroups, ...row }, n) => {
    const tags = row.tags.filter((tag) => seesTag(actor, tag));
    return {
      ...row,
      tags,
      moreTags: row.tags.length - tags.length,
      skillGroups: [...skillGroups],
      leads: leads?.[n] ?? null,
      agents: agents.get(row.id) ?? 0,
      can: { manage: decide(MANAGE_USER_GROUPS, actor, null) },
    };
  });
}

/** One of them. Throws `user_group.not_found`. */
export async function presentUserGroup(db: Reader | Tx, actor: Actor, id: string): Promise<UserGroup> {
  const [group] = await presentUserGroups(db, actor, id);
  if (!group) throw new Refusal('user_group.not_found');
  return group;
}
