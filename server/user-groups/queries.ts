import { sql } from 'kysely';
import type { LeadFilter } from '../../contract/leads.ts';
import { visibleTo } from '../agents/policy.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { visibleLeads } from '../leads/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { agentsServing, findsLead, isOpen, takesLeads } from './served.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** One user group as the database holds it. */
export interface UserGroupRow extends Named {
  readonly filter: LeadFilter;
  readonly weight: number;
  readonly version: number;
  readonly tags: readonly Named[];
  readonly skill_groups: readonly (Named & { readonly minimumLevel: number })[];
}

/** The user groups of the account, the heaviest first, then by name: the order in which leads are given out. With an id, this one. */
export async function findUserGroups(db: Reader | Tx, id?: string): Promise<UserGroupRow[]> {
  const { rows } = await sql<UserGroupRow>`
    select w.id, w.name, w.filter, w.weight, w.version,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name_key)
        from user_group_tags m join tags o on o.account_id = m.account_id and o.id = m.tag_id
        where m.account_id = w.account_id and m.user_group_id = w.id), '[]') as tags,
      coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name, 'minimumLevel', m.minimum_level) order by o.name_key)
        from user_group_skill_groups m join skill_groups o on o.account_id = m.account_id and o.id = m.skill_group_id
        where m.account_id = w.account_id and m.user_group_id = w.id), '[]') as skill_groups
    from user_groups w where w.account_id = current_account() ${id === undefined ? sql`` : sql`and w.id = ${id}::uuid`}
    order by w.weight desc, w.name_key`.execute(db);
  return rows;
}

/** How many open leads that the actor sees each filter finds: one pass over what filters look at, however many groups there are. */
export async function countLeadsOf(db: Reader | Tx, actor: Actor, filters: readonly LeadFilter[]): Promise<number[]> {
  if (filters.length === 0) return [];
  const sums = filters.map(
    (filter, n) => sql`coalesce(sum(l.leads) filter (where ${findsLead(filter)}), 0)::int as ${sql.ref(`n${n}`)}`,
  );
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(sums)} from (
      select l.status, l.language, l.group_key, l.weight, count(*) as leads from leads l
      where l.account_id = current_account() and ${isOpen} and ${visibleLeads(actor)} group by 1, 2, 3, 4) l`.execute(db);
  return filters.map((_, n) => rows[0]?.[`n${n}`] ?? 0);
}

/** How many agents whom the actor sees serve each group, by its id: those who are active and take leads. */
export async function countAgentsOf(db: Reader | Tx, actor: Actor, id?: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; agents: number }>`
    select w.id, (select count(*)::int from ${agentsServing(sql`w.id`)} s
      join users u on u.account_id = w.account_id and u.id = s.user_id
      join agents g on g.account_id = w.account_id and g.user_id = s.user_id
      where ${takesLeads} and ${visibleTo(actor)}) as agents
    from user_groups w where w.account_id = current_account() ${id === undefined ? sql`` : sql`and w.id = ${id}::uuid`}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row.agents]));
}
