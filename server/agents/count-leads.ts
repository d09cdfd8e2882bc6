import { sql } from 'kysely';
import type { Reader } from '../db/pool.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../sessions/actor.ts';
import { isOpen } from '../user-groups/served.ts';
import { findAgent } from './queries.ts';

/** How many leads an agent whom the actor sees has, and how many of them are still to be called. Throws `agent.not_found`. */
export async function countLeadsOf(db: Reader, actor: Actor, id: string): Promise<{ all: number; open: number }> {
  const agent = await findAgent(db, actor, id);
  if (!agent) throw new Refusal('agent.not_found');
  const { rows } = await sql<{ all: number; open: number }>`
    select count(*)::int as all, (count(*) filter (where ${isOpen}))::int as open from leads l
    where l.account_id = ${actor.accountId} and l.assigned_to = ${id}::uuid`.execute(db);
  return rows[0] ?? { all: 0, open: 0 };
}
