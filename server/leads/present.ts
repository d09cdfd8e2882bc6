import type { Lead } from '../../contract/leads.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { LEAD_RULES, type LeadFacts } from './policy.ts';
import { findLead, type ListedLead } from './queries.ts';

/** What rules know of a lead that was read. */
export function factsOf(row: ListedLead): LeadFacts {
  const { account_id: accountId, assigned_to: userId, agent_tags: tags, agent_has_all_tags: hasAllTags } = row;
  if (userId === null) return { accountId, assignee: null };
  return { accountId, assignee: { userId, dialer: { tags: new Set(tags ?? []), hasAllTags: hasAllTags ?? false } } };
}

/** A lead as the API shows it, with what the actor may do. */
export function presentLead(actor: Actor, row: ListedLead): Lead {
  const facts = factsOf(row);
  return {
    id: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    status: row.status,
    weight: row.weight,
    callBackAt: row.call_back_at?.toISOString() ?? null,
    language: row.language,
    group: row.group_name,
    assignedTo: row.assigned_to === null ? null : { id: row.assigned_to, name: row.agent_name ?? '' },
    assignedAt: row.assigned_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
    can: {
      edit: decide(LEAD_RULES.edit, actor, facts),
      assign: decide(LEAD_RULES.assign, actor, facts),
      delete: decide(LEAD_RULES.delete, actor, facts),
    },
  };
}

/** One lead as the API shows it. Throws `lead.not_found` where there is none, or the actor does not see it. */
export async function presentLeadById(db: Reader | Tx, actor: Actor, id: string): Promise<Lead> {
  const row = await findLead(db, actor, id);
  if (!row) throw new Refusal('lead.not_found');
  return presentLead(actor, row);
}
