import { ACTIVITY_CSV_COLUMNS, type ActivityEntry } from '../../contract/activity-log.ts';
import type { Database, Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { type CsvValue, csvHeader, csvLine } from '../platform/csv.ts';
import type { Asker, SignedIn } from '../sessions/actor.ts';
import type { ActivityFilters } from './filters.ts';
import { listActivity } from './list-activity.ts';

const AT_ONCE = 1000;

type Format = 'csv' | 'jsonl';

export interface Export extends Asker {
  readonly filters: ActivityFilters;
  readonly format: Format;
}

/** Everything that fits, the newest first, a page at a time, so that it costs no memory. Breaks off where the right is lost. */
export async function* exportActivity(db: Database, { signedIn, askAgain, filters, format }: Export): AsyncGenerator<string> {
  if (format === 'csv') yield csvHeader(ACTIVITY_CSV_COLUMNS);
  let reader = signedIn;
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof listActivity>> = await listActivity(db, reader, filters, {
      limit: AT_ONCE,
      cursor,
    });
    yield page.items.map(format === 'csv' ? linesOf : (entry) => `${JSON.stringify(entry)}\n`).join('');
    cursor = page.next ?? undefined;
    if (cursor !== undefined) reader = await askAgain();
  } while (cursor !== undefined);
}

/** Who took a copy of the record, and of which part. What somebody typed may name anybody: only that they did is kept. */
export async function recordActivityExport(tx: Tx, signedIn: SignedIn, filters: ActivityFilters, format: Format): Promise<void> {
  const { q, address, ...named } = filters;
  const parts: Record<string, Change> = { format: { new: format } };
  for (const [name, value] of Object.entries(named)) if (value !== undefined) parts[name] = { new: value };
  if (q?.trim()) parts.text = { new: true };
  if (address) parts.address = { new: true };
  await record(tx, signedIn, { action: 'activity.exported', target: { type: 'account', id: tx.accountId }, changes: parts });
}

function linesOf(entry: ActivityEntry): string {
  const changes = Object.entries(entry.changes);
  if (changes.length === 0) return lineOf(entry, [null, null, null]);
  return changes
    .map(([field, change]) =>
      lineOf(entry, change === 'changed' ? [field, null, change] : [field, change.old ?? null, change.new ?? null]),
    )
    .join('');
}

function lineOf(entry: ActivityEntry, change: readonly [CsvValue, CsvValue, CsvValue]): string {
  const { actor, onBehalfOf, target } = entry;
  return csvLine([
    entry.id,
    entry.at,
    entry.action,
    entry.actorKind,
    actor?.id ?? null,
    actor?.name ?? null,
    onBehalfOf?.id ?? null,
    onBehalfOf?.name ?? null,
    target.type,
    target.id,
    target.name,
    ...change,
    entry.address,
    entry.device,
    entry.sessionId,
    entry.massActionId,
    entry.times,
  ]);
}
