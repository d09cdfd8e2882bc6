import { SETTING_NAMES } from '../../contract/agent-settings.ts';
import type { Agent, AgentInFull } from '../../contract/agents.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import { seesTag } from '../tags/policy.ts';
import type { UserFacts } from '../users/policy.ts';
import { presentMail } from '../users/present.ts';
import { agentInForce } from './in-force.ts';
import { AGENT_RULES, type AgentAction } from './policy.ts';
import { findAgent, findAgentLevels, type ListedAgent } from './queries.ts';

/** What rules know about an agent. */
export function factsOf(row: ListedAgent): UserFacts {
  const { dialer } = heldBy(row.is_main_user, row.portal_roles, row.dialer_profile);
  const { account_id, id, status, is_main_user, portal_roles } = row;
  return { accountId: account_id, userId: id, status, isMainUser: is_main_user, portalRoles: portal_roles, dialer };
}

/** An agent as the API shows them to this actor, with what the actor may do to them. */
export function presentAgent(actor: Actor, row: ListedAgent): Agent {
  const settings = Object.fromEntries(SETTING_NAMES.map((name) => [name, row[name]])) as Pick<
    ListedAgent,
    (typeof SETTING_NAMES)[number]
  >;
  const tags = row.tags.filter((tag) => seesTag(actor, tag));
  return {
    id: row.id,
    ...settings,
    newEmail: row.new_email,
    dialerRoles: row.dialer_roles,
    tags,
    moreTags: row.tags.length - tags.length,
    skillGroups: row.skill_groups,
    status: row.status,
    isMainUser: row.is_main_user,
    lockedUntil: row.locked_until?.toISOString() ?? null,
    lastSeenAt: row.last_sign_in_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    activationMail: presentMail(row.activation_mail),
    sipUsername: row.sip_username,
    sipPasswordAt: row.sip_password_at?.toISOString() ?? null,
    version: row.version,
    can: abilitiesOf(actor, factsOf(row)),
  };
}

function abilitiesOf(actor: Actor, facts: UserFacts): Agent['can'] {
  const shown = Object.keys(AGENT_RULES).filter((action) => action !== 'view') as (keyof Agent['can'])[];
  const can = (action: AgentAction) => decide(AGENT_RULES[action], actor, facts);
  return Object.fromEntries(shown.map((action) => [action, can(action)])) as Agent['can'];
}

/** One agent with what is in force, as of now. Throws `agent.not_found` where the actor does not see such an agent. */
export async function presentAgentInFull(db: Reader | Tx, actor: Actor, id: string): Promise<AgentInFull> {
  const [row, levels] = [await findAgent(db, actor, id), await findAgentLevels(db, id)];
  if (!row || !levels) throw new Refusal('agent.not_found');
  const { account, roles, sip_domain } = levels;
  return {
    ...presentAgent(actor, row),
    inForce: agentInForce({ account, roles, user: row }),
    inherited: agentInForce({ account, roles, user: {} }),
    sipDomain: sip_domain,
  };
}
