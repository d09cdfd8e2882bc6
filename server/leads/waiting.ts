import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../agents/policy.ts';
import type { Tx } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import { agentsServing, isOpen, takesLeads } from '../user-groups/served.ts';
import type { Server, Waiting } from './choose-agents.ts';
import type { TakerFacts } from './policy.ts';
import { takersAmong } from './takers.ts';

// What the giving out of leads reads and locks: who may get some, what they have, what they serve, and which leads wait.

/** An agent who may be given leads. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly languages: ReadonlySet<string>;
}

/** Those who take leads, among the agents whom the actor's `lead.assign` reaches, with the languages that they speak. */
export async function findCandidates(tx: Tx, actor: Actor): Promise<Map<string, Candidate>> {
  const { rows } = await sql<{ id: string; name: string; languages: string[] }>`
    select u.id, trim(u.first_name || ' ' || u.last_name) as name,
      coalesce(u.spoken_language, a.spoken_language) || u.more_spoken_languages as languages
    from agents g join users u on u.account_id = g.account_id and u.id = g.user_id join accounts a on a.id = g.account_id
    where g.account_id = current_account() and ${takesLeads} and ${visibleTo(actor, 'lead.assign')} order by u.id`.execute(tx);
  return new Map(rows.map((row) => [row.id, { ...row, languages: new Set(row.languages) }]));
}

/** How many open leads each agent has. */
export async function findLoads(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ agent: string; open: number }>`
    select l.assigned_to as agent, count(*)::int as open from leads l
    where l.account_id = current_account() and l.assigned_to is not null and ${isOpen} group by 1`.execute(tx);
  return new Map(rows.map(({ agent, open }) => [agent, open]));
}

/** Those of the candidates who serve a user group, with their level. */
export async function findServing(tx: Tx, group: string, candidates: ReadonlyMap<string, Candidate>): Promise<Server[]> {
  const { rows } = await sql<{ user_id: string; level: number }>`
    select s.user_id, s.level from ${agentsServing(sql`${group}::uuid`)} s`.execute(tx);
  return rows.flatMap(({ user_id, level }) => {
    const candidate = candidates.get(user_id);
    return candidate ? [{ ...candidate, level }] : [];
  });
}

interface Wanted {
  readonly finds: RawBuilder<boolean>;
  /** Those that somebody speaks. */
  readonly languages: readonly string[];
  readonly limit: number;
  /** Whether they are locked; those that somebody else has locked are left to them then. */
  readonly isHeld: boolean;
}

/** Open leads of nobody, the heaviest first, then the oldest. */
export async function takeWaiting(tx: Tx, { finds, languages, limit, isHeld }: Wanted): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select l.id, l.language from leads l
    where l.account_id = current_account() and l.assigned_to is null and ${isOpen} and ${finds}
      and (l.language is null or l.language = any(${languages}::text[]))
    order by l.weight desc, l.created_at, l.id limit ${limit}::int ${isHeld ? sql`for update of l skip locked` : sql``}`.execute(
    tx,
  );
  return rows;
}

/** Holds these agents as takers until the transaction ends, but for those whom somebody is changing; answers what they are now. */
export async function holdTakers(tx: Tx, ids: readonly string[]): Promise<TakerFacts[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u where u.account_id = ${tx.accountId} and u.id = any(${ids}::uuid[]) order by u.id
    for key share of u skip locked`.execute(tx);
  return takersAmong(
    tx,
    rows.map(({ id }) => id),
  );
}
