import type { Tx } from '../db/pool.ts';
import { type Doer, record } from '../platform/activity.ts';

/** So many ids of one entry are words that the record is searched by (`activity_words`). */
const MOST_IN_AN_ENTRY = 500;

/** Leads that an agent has lost, and leads that they were given. */
interface Moved {
  readonly lost?: readonly string[];
  readonly given?: readonly string[];
}

/** Records which leads came to an agent or left them: entries about the agent, as many as the ids need. */
export async function recordAssignment(tx: Tx, doer: Doer, userId: string, { lost = [], given = [] }: Moved): Promise<void> {
  const rounds = Math.ceil(Math.max(lost.length, given.length) / MOST_IN_AN_ENTRY);
  for (let round = 0; round < rounds; round += 1) {
    const [old, now] = [lost, given].map((ids) => ids.slice(round * MOST_IN_AN_ENTRY, (round + 1) * MOST_IN_AN_ENTRY));
    const changes = { leads: { old: old ?? [], new: now ?? [] } };
    await record(tx, doer, { action: 'lead.assigned', target: { type: 'user', id: userId }, changes });
  }
}
