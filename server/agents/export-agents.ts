import { AGENT_CSV_COLUMNS } from '../../contract/agent-export.ts';
import { SETTING_NAMES, settingOf } from '../../contract/agent-settings.ts';
import type { AgentSort } from '../../contract/agents.ts';
import type { Database, Tx } from '../db/pool.ts';
import { type Changes, record } from '../platform/activity.ts';
import { type CsvValue, csvHeader, csvLine } from '../platform/csv.ts';
import type { Actor, Asker, SignedIn } from '../sessions/actor.ts';
import { seesTag } from '../tags/policy.ts';
import { readSort } from '../users/cursor.ts';
import type { AgentFilters } from './filters.ts';
import { agentsPage, type ListedAgent } from './queries.ts';

const AT_ONCE = 1000;

/**
 * The agents that match and that the right to export reaches, line by line, in the order of the list; a page at a time. Breaks
 * off where the right is lost.
 */
export async function* exportAgents(
  db: Database,
  { signedIn, askAgain }: Asker,
  filters: AgentFilters,
  sort: string,
): AsyncGenerator<string> {
  const order = readSort<AgentSort>(sort);
  let reader = signedIn;
  yield csvHeader(AGENT_CSV_COLUMNS);
  let after: readonly [string, string] | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof agentsPage>> = await agentsPage(
      db.reader(reader.accountId),
      reader,
      { ...filters, within: 'agent.export' },
      { ...order, after, limit: AT_ONCE },
    );
    const by = reader;
    yield rows.map((row) => lineOf(by, row)).join('');
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = [last.sort_key, last.id];
    reader = await askAgain();
  }
}

/** Who took a copy of the list, of whom, and when, is recorded. */
export async function recordAgentExport(tx: Tx, signedIn: SignedIn, changes: Changes): Promise<void> {
  await record(tx, signedIn, { action: 'agent.exported', target: { type: 'account', id: tx.accountId }, changes });
}

/** What the record says of filters. What somebody typed may name anybody: only that they did is kept. */
export function writtenFilters({ q, ...filters }: Readonly<Record<string, unknown>>): Changes {
  const chosen = Object.entries(filters).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(chosen.map(([name, value]) => [name, String(value)])).toString();
  return { filters: { new: text }, ...(q ? { text: { new: true } } : {}) };
}

function lineOf(reader: Actor, row: ListedAgent): string {
  return csvLine([
    row.id,
    ...SETTING_NAMES.filter((name) => !settingOf(name).isSecret).map((name) => row[name] as CsvValue),
    row.dialer_roles.map((role) => role.name),
    row.tags.filter((tag) => seesTag(reader, tag)).map((tag) => tag.name),
    row.skill_groups.map((group) => `${group.name} (${group.level})`),
    row.status,
    row.created_at.toISOString(),
    row.last_sign_in_at?.toISOString() ?? null,
  ]);
}
