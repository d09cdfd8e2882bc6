import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { decide, demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { findUserGroups } from '../user-groups/queries.ts';
import { findsLead } from '../user-groups/served.ts';
import { lockForRule } from '../users/queries.ts';
import { chooseAgents, type Server, type Waiting } from './choose-agents.ts';
import { DISTRIBUTE_LEADS, GIVE_LEADS } from './policy.ts';
import { countUnassigned } from './queries.ts';
import { recordAssignment } from './record-assignment.ts';
import { type Candidate, findCandidates, findLoads, findServing, holdTakers, takeWaiting } from './waiting.ts';

interface Wish {
  readonly most: number;
  /** Nothing is written: what would be is answered. */
  readonly check: boolean;
}

interface Distribution {
  readonly assigned: number;
  readonly left: number;
  readonly agents: { readonly id: string; readonly name: string; readonly leads: number }[];
}

/** What one distribution knows, and what it has given so far. */
interface State extends Wish {
  readonly actor: Actor;
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly loads: Map<string, number>;
  /** Who got which lead, by the lead. */
  readonly given: Map<string, string>;
}

/**
 * Gives unassigned open leads to agents whom the actor's `lead.assign` reaches and who take leads. User groups come one after
 * the other, the heaviest first; then the leads that no group finds, for all of these agents. `chooseAgents` says who gets
 * which. Leads that another transaction holds are left to it, and so are agents who are being changed. Throws the reason of
 * `DISTRIBUTE_LEADS`.
 */
export async function distributeLeads(tx: Tx, signedIn: SignedIn, wish: Wish): Promise<Distribution> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(DISTRIBUTE_LEADS, locked.actor, null);
  const candidates = await findCandidates(tx, locked.actor);
  const loads = await findLoads(tx);
  const state: State = { ...wish, actor: locked.actor, candidates, loads, given: new Map() };
  const filters: RawBuilder<boolean>[] = [];
  for (const group of await findUserGroups(tx)) {
    const finds = findsLead(group.filter);
    filters.push(finds);
    await giveOut(tx, state, finds, await findServing(tx, group.id, candidates));
  }
  const ofNoGroup = filters.length > 0 ? sql<boolean>`(${sql.join(filters, sql` or `)}) is not true` : sql<boolean>`true`;
  const everybody = [...candidates.values()].map((one) => ({ ...one, level: 0 }));
  await giveOut(tx, state, ofNoGroup, everybody);
  const byAgent = leadsByAgent(state.given);
  if (!wish.check) await recordEach(tx, signedIn, byAgent);
  const left = (await countUnassigned(tx)) - (wish.check ? state.given.size : 0);
  return { assigned: state.given.size, left, agents: named(byAgent, candidates) };
}

/** Gives the leads of one group to those who serve it. */
async function giveOut(tx: Tx, state: State, finds: RawBuilder<boolean>, servers: readonly Server[]): Promise<void> {
  const room = state.most - state.given.size;
  if (room <= 0 || servers.length === 0) return;
  const languages = [...new Set(servers.flatMap((one) => [...one.languages]))];
  const found = await takeWaiting(tx, { finds, languages, limit: state.most, isHeld: !state.check });
  const leads: Waiting[] = found.filter(({ id }) => !state.given.has(id)).slice(0, room);
  const chosen = chooseAgents(leads, servers, state.loads);
  const pairs = state.check ? [...chosen] : await give(tx, state.actor, chosen);
  for (const [lead, agent] of pairs) state.given.set(lead, agent);
}

/** Writes what was chosen, but for agents who are being changed at this moment, or do not take leads any more. */
async function give(tx: Tx, actor: Actor, chosen: ReadonlyMap<string, string>): Promise<[string, string][]> {
  const held = await holdTakers(tx, [...new Set(chosen.values())]);
  const takers = new Set(held.filter((taker) => decide(GIVE_LEADS, actor, taker).ok).map(({ userId }) => userId));
  const pairs = [...chosen].filter(([, agent]) => takers.has(agent));
  if (pairs.length === 0) return [];
  await sql`update leads l set assigned_to = v.agent, assigned_at = now()
    from unnest(${pairs.map(([lead]) => lead)}::uuid[], ${pairs.map(([, agent]) => agent)}::uuid[]) as v (lead, agent)
    where l.account_id = ${tx.accountId} and l.id = v.lead`.execute(tx);
  return pairs;
}

function leadsByAgent(given: ReadonlyMap<string, string>): Map<string, string[]> {
  const pairs = Map.groupBy(given, ([, agent]) => agent);
  return new Map([...pairs].map(([agent, leads]) => [agent, leads.map(([lead]) => lead)]));
}

/** An entry about each agent; together they are one mass action. */
async function recordEach(tx: Tx, signedIn: SignedIn, byAgent: ReadonlyMap<string, string[]>): Promise<void> {
  const doer = { ...signedIn, massActionId: newId() };
  await Promise.all([...byAgent].map(([agent, given]) => recordAssignment(tx, doer, agent, { given })));
}

function named(byAgent: ReadonlyMap<string, string[]>, candidates: ReadonlyMap<string, Candidate>): Distribution['agents'] {
  const agents = [...byAgent].map(([id, leads]) => ({ id, name: candidates.get(id)?.name ?? '', leads: leads.length }));
  return agents.sort((one, other) => other.leads - one.leads || one.name.localeCompare(other.name));
}
