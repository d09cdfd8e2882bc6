import { sql } from 'kysely';
import type { Output } from '../../contract/endpoint.ts';
import type { listLeadAgents } from '../../contract/leads.ts';
import { nameKey } from '../../contract/text.ts';
import { visibleTo } from '../agents/policy.ts';
import type { Reader } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { isOpen } from '../user-groups/served.ts';
import { GIVE_LEADS, type TakerFacts } from './policy.ts';

const MOST = 50;
/** Of so many hits of a search the first by name are answered. */
const MOST_FOUND = 2000;

interface Row {
  readonly user_id: string;
  readonly name: string;
  readonly status: TakerFacts['status'];
  readonly assigns_leads: boolean;
  readonly has_all_tags: boolean;
  readonly tags: readonly string[];
  readonly open: number;
}

interface Wanted {
  readonly q?: string | undefined;
  readonly id?: readonly string[] | undefined;
}

/** Agents whom the actor's `lead.view` reaches, by name: how many open leads each has, and whether the actor may give them some. */
export async function leadAgents(db: Reader, actor: Actor, { q, id }: Wanted): Promise<Output<typeof listLeadAgents>['items']> {
  const term = nameKey(q?.trim() ?? '');
  const { rows } = await sql<Row>`
    select p.*, array(select t.tag_id from agent_tags t where t.account_id = current_account() and t.user_id = p.user_id) as tags,
      (select count(*)::int from leads l where l.account_id = current_account() and l.assigned_to = p.user_id and ${isOpen}) as open
    from (
      select u.id as user_id, u.name_key, trim(u.first_name || ' ' || u.last_name) as name, u.status, g.assigns_leads, g.has_all_tags
      from users u join agents g on g.account_id = u.account_id and g.user_id = u.id
      where u.account_id = current_account() and g.account_id = current_account() and u.status <> 'deleted'
        and ${visibleTo(actor, 'lead.view')}
        ${term ? sql`and u.id = any(array(select search_agents(${term}, ${MOST_FOUND}::int)))` : sql``}
        ${id?.length ? sql`and u.id = any(${id}::uuid[])` : sql``}
      order by u.name_key, u.id limit ${sql.lit(MOST)}
    ) p order by p.name_key, p.user_id`.execute(db);
  return rows.map((row) => ({
    id: row.user_id,
    name: row.name,
    open: row.open,
    can: { take: decide(GIVE_LEADS, actor, factsOf(actor.accountId, row)) },
  }));
}

function factsOf(accountId: string, row: Row): TakerFacts {
  const { user_id: userId, status, assigns_leads: assignsLeads, has_all_tags: hasAllTags } = row;
  return { accountId, userId, status, assignsLeads, dialer: { tags: new Set(row.tags), hasAllTags } };
}
