import type { LeadStatus } from '../../contract/leads.ts';
import { nameKey } from '../../contract/text.ts';
import type { Tx } from '../../server/db/pool.ts';
import { type DemoAccount, later, placeOf } from './begin-account.ts';
import { idAt, insertAll } from './past.ts';
import { people } from './people.ts';
import { freeNumbers } from './phones.ts';
import { CAMPAIGNS } from './sets.ts';
import type { AddedAgent } from './write-agents.ts';

/** As many leads as the product names in one entry. */
const MOST_IN_AN_ENTRY = 500;

interface Filling extends DemoAccount {
  readonly now: Date;
  readonly count: number;
  readonly agents: readonly AddedAgent[];
}

/** Adds leads, list by list; more than half of them have an agent, and one in five is to be called back. */
export async function addLeads(tx: Tx, filling: Filling): Promise<void> {
  const { chance, count, agents, now, start } = filling;
  const numbers = freeNumbers(count);
  const takers = agents.filter((agent) => agent.status === 'active' && agent.assignsLeads);
  const groups = CAMPAIGNS.map((name, index) => ({ name, at: later(start, 24 * 60 * (5 + 2.5 * index)) }));
  // Every list is in by then.
  const given = new Map(takers.map(({ id }) => [id, later(now, -chance.between(30, 5 * 24 * 60))]));
  const rows = people(chance, count).map((person, index) => {
    const group = chance.one(groups);
    const status = statusOf(chance.next());
    const isOpen = status !== 'done' && status !== 'do_not_call';
    const agent = isOpen && chance.is(0.65) ? chance.one(takers) : null;
    const isCalledBack = status === 'call_back' || (isOpen && chance.is(0.1));
    return {
      account_id: filling.id,
      id: idAt(group.at),
      first_name: person.firstName,
      last_name: person.lastName,
      name_key: nameKey(`${person.firstName} ${person.lastName}`),
      search_key: nameKey(`${person.firstName} ${person.lastName} ${numbers[index]}`),
      phone: numbers[index] ?? '',
      status,
      weight: chance.is(0.4) ? chance.between(1, 20) * 50 : 0,
      call_back_at: isCalledBack ? later(now, chance.between(-12, 60) * 30) : null,
      language: person.language,
      group_name: group.name,
      group_key: nameKey(group.name),
      assigned_to: agent?.id ?? null,
      assigned_at: agent && (given.get(agent.id) ?? now),
      created_at: group.at,
    };
  });
  await insertAll(tx, 'leads', rows);
  for (const [id, own] of Map.groupBy(rows, (row) => row.assigned_to)) {
    if (id === null) continue;
    const changes = { leads: { old: [], new: own.map((row) => row.id) } };
    const entry = { at: given.get(id) ?? now, by: filling.adminId, from: placeOf(chance) };
    filling.entries.push({ ...entry, action: 'lead.assigned', target: { type: 'user', id }, changes });
  }
  for (const { name, at } of groups) {
    const ids = rows.filter((row) => row.group_name === name).map(({ id }) => id);
    const target = { type: 'account' as const, id: filling.id };
    for (let first = 0; first < ids.length; first += MOST_IN_AN_ENTRY) {
      const changes = { leads: { old: [], new: ids.slice(first, first + MOST_IN_AN_ENTRY) } };
      filling.entries.push({ at, by: filling.adminId, from: placeOf(chance), action: 'lead.imported', target, changes });
    }
  }
}

function statusOf(share: number): LeadStatus {
  if (share < 0.45) return 'new';
  if (share < 0.65) return 'in_progress';
  if (share < 0.83) return 'call_back';
  return share < 0.96 ? 'done' : 'do_not_call';
}
