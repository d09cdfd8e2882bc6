import { sql } from 'kysely';
import type { WhyAnswer, WhyReason, WhyStep } from '../../contract/why.ts';
import { agentInForce } from '../agents/in-force.ts';
import { findAgentLevels, type ListedAgent } from '../agents/queries.ts';
import type { Tx } from '../db/pool.ts';
import { takesLeads } from '../leads/policy.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { agentsServing, isOpen } from '../user-groups/served.ts';

interface Work {
  readonly groups: string[];
  readonly open: number;
}

/** Whether the system gives leads to an agent: by the rule that every giving asks, and the groups that they serve. */
export async function explainLeads(tx: Tx, actor: Actor, agent: ListedAgent): Promise<WhyAnswer['leads']> {
  const { groups, open } = await findWork(tx, agent.id);
  const levels = await findAgentLevels(tx, agent.id);
  const language = levels && agentInForce({ ...levels, user: agent }).spokenLanguage;
  const takes = decide([takesLeads], actor, agent).ok;
  const isOn = decide([takesLeads], actor, { ...agent, status: 'active' }).ok;
  const isActive = decide([takesLeads], actor, { ...agent, assignsLeads: true }).ok;
  const spoken = [language?.value, ...agent.moreSpokenLanguages].filter((one) => typeof one === 'string');
  const steps: WhyStep[] = [
    step(isActive ? 'fine' : 'stops', `status_${agent.status}`),
    { ...step(isOn ? 'fine' : 'stops', isOn ? 'leads_on' : 'leads_off'), source: { level: 'user' } },
    step(groups.length > 0 ? 'fine' : 'stops', groups.length > 0 ? 'groups_served' : 'groups_none', { groups }),
    { ...step('info', 'language', { languages: spoken }), source: language?.source ?? null },
    step('info', 'load', { open }),
  ];
  return { yes: takes && groups.length > 0, steps };
}

async function findWork(tx: Tx, userId: string): Promise<Work> {
  const { rows } = await sql<Work>`
    select coalesce((select json_agg(x.name order by x.weight desc, x.name_key) from user_groups x
        where x.account_id = ${tx.accountId}
          and exists (select from ${agentsServing(sql.ref('x.id'))} s where s.user_id = ${userId}::uuid)), '[]') as groups,
      (select count(*)::int from leads l
        where l.account_id = ${tx.accountId} and l.assigned_to = ${userId}::uuid and ${isOpen}) as open`.execute(tx);
  return rows[0] ?? { groups: [], open: 0 };
}

/** Whether the settings by which calls are to reach an agent are complete; until there is telephony, none does. */
export function explainCalls(agent: ListedAgent): WhyAnswer['calls'] {
  const phone = phoneOf(agent);
  const isActive = agent.status === 'active';
  const steps = [step(isActive ? 'fine' : 'stops', `status_${agent.status}`), phone, step('info', 'telephony')];
  return { isComplete: isActive && phone.result === 'fine', steps };
}

function phoneOf({ sipOption, sipUri, sip_username: username, sip_password_at: passwordAt }: ListedAgent): WhyStep {
  if (sipOption === 'webrtc') return step('fine', 'sip_webrtc');
  if (sipOption === 'uri') return step('fine', 'sip_uri', { uri: sipUri ?? '' });
  if (username === null) return step('stops', 'sip_no_username');
  return passwordAt === null ? step('stops', 'sip_no_password', { username }) : step('fine', 'sip_pbx', { username });
}

function step(result: WhyStep['result'], reason: WhyReason, values: WhyStep['values'] = {}): WhyStep {
  return { result, reason, values, source: null };
}
