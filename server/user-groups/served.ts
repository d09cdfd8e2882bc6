import { type RawBuilder, sql } from 'kysely';
import { DEFAULT_SKILL_LEVEL } from '../../contract/dialer-values.ts';
import { type LeadFilter, OPEN_LEADS } from '../../contract/leads.ts';
import { nameKey } from '../../contract/text.ts';

// Which leads a user group's filter finds, and which agents serve it. Pages, counts and the giving out of leads all ask here.

/** Whether the row of `leads l` is one that is still to be called, and that the filter finds. */
export function findsLead(filter: LeadFilter): RawBuilder<boolean> {
  const { minimumWeight, maximumWeight } = filter;
  const conditions = [isOpen];
  if (filter.statuses) conditions.push(sql<boolean>`l.status = any(${filter.statuses}::text[])`);
  if (filter.languages) conditions.push(sql<boolean>`l.language = any(${filter.languages}::text[])`);
  if (filter.groups) conditions.push(sql<boolean>`l.group_key = any(${filter.groups.map(nameKey)}::text[])`);
  if (minimumWeight !== undefined) conditions.push(sql<boolean>`l.weight >= ${minimumWeight}::int`);
  if (maximumWeight !== undefined) conditions.push(sql<boolean>`l.weight <= ${maximumWeight}::int`);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** Whether the row of `leads l` is one that is still to be called. */
export const isOpen = sql<boolean>`l.status in (${sql.join(OPEN_LEADS.map((status) => sql.lit(status)))})`;

/** Whether the row of `users u`, with its profile `agents g`, is given leads by the system at all. */
export const takesLeads = sql<boolean>`(u.status = 'active' and g.assigns_leads)`;

/**
 * Who serves a user group, given as SQL for its id: rows of `user_id` and `level`, one for each agent, whether they take leads or
 * not. The level is the best that they have in the group's skill groups, 0 where a tag alone brings them. Who has all tags, or
 * is in all skill groups, is among them; the latter with level 5 where none of their own is said. A group without tags and skill
 * groups is served by nobody.
 */
export function agentsServing(group: RawBuilder<unknown>): RawBuilder<{ user_id: string; level: number }> {
  const ofGroup = (alias: string) =>
    sql`${sql.ref(`${alias}.account_id`)} = current_account() and ${sql.ref(`${alias}.user_group_id`)} = ${group}`;
  return sql`(select s.user_id, max(s.level)::int as level from (
    select m.user_id, 0 as level from user_group_tags t
      join agent_tags m on m.account_id = t.account_id and m.tag_id = t.tag_id where ${ofGroup('t')}
    union all
    select a.user_id, 0 from agents a
      where a.account_id = current_account() and a.has_all_tags and exists (select from user_group_tags t where ${ofGroup('t')})
    union all
    select m.user_id, m.level from user_group_skill_groups k
      join agent_skill_groups m on m.account_id = k.account_id and m.skill_group_id = k.skill_group_id and m.level >= k.minimum_level
      where ${ofGroup('k')}
    union all
    select a.user_id, ${sql.lit(DEFAULT_SKILL_LEVEL)} from agents a join user_group_skill_groups k on ${ofGroup('k')}
      where a.account_id = current_account() and a.has_all_skill_groups and k.minimum_level <= ${sql.lit(DEFAULT_SKILL_LEVEL)}
        and not exists (select from agent_skill_groups m where m.account_id = a.account_id and m.user_id = a.user_id
          and m.skill_group_id = k.skill_group_id)
  ) s group by s.user_id)`;
}
