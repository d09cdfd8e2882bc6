import type { Result } from '../../contract/endpoint.ts';
import type { getNewAgent } from '../../contract/new-agent.ts';
import type { Reader } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { NEW_AGENT_RULES } from './policy.ts';
import { findAccountLevel } from './queries.ts';

type NewAgent = Result<typeof getNewAgent>;

/** What the account says for agents who have nothing of their own, and what the actor may give a new one. */
export async function presentNewAgent(db: Reader, actor: Actor): Promise<NewAgent> {
  const { account, sip_domain } = await findAccountLevel(db);
  const rules = Object.entries(NEW_AGENT_RULES);
  const can = Object.fromEntries(rules.map(([action, rule]) => [action, decide(rule, actor, null)])) as NewAgent['can'];
  return { defaults: account as NewAgent['defaults'], sipDomain: sip_domain, can };
}
