import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Activity, TargetType } from '../../contract/activity.ts';
import type { Tx } from '../../server/db/pool.ts';
import type { Tables } from '../../server/db/tables.ts';
import type { Changes } from '../../server/platform/activity.ts';

/** One thing that the sample account's past has seen. */
export interface PastEntry {
  readonly at: Date;
  readonly action: Activity;
  /** Null: somebody with a link or a form. */
  readonly by: string | null;
  readonly target: { readonly type: TargetType; readonly id: string };
  readonly changes: Changes;
  readonly from: { readonly address: string; readonly device: string } | null;
  readonly session?: string;
}

/** An id (UUIDv7) of that time. */
export function idAt(at: Date): string {
  return v7({ msecs: at.getTime() });
}

/** Records entries of the past as `record` does those of the present: one for each thing that is there. */
export async function recordPast(tx: Tx, entries: readonly PastEntry[]): Promise<void> {
  const ordered = entries.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const known = ordered.map((entry) => ({
    ...entry,
    id: idAt(entry.at),
    salt: randomBytes(16),
    text: JSON.stringify(entry.changes),
  }));
  const rows = known.map(({ id, at, action, by, target, session, salt, from, text }) => ({
    account_id: tx.accountId,
    id,
    at,
    action,
    actor_kind: by === null ? ('visitor' as const) : ('user' as const),
    actor_id: by,
    on_behalf_of: null,
    target_type: target.type,
    target_id: target.id,
    session_id: session ?? null,
    mass_action_id: null,
    values_hash: sql<Buffer>`activity_values_hash(${salt}, ${from?.address ?? null}::inet, ${from?.device ?? null}, ${text}::json, 1)`,
  }));
  await insertAll(tx, 'activity', rows);
  const values = known.map(({ id, salt, from, text }) => ({
    account_id: tx.accountId,
    activity_id: id,
    salt,
    address: from?.address ?? null,
    device: from?.device ?? null,
    changes: text,
    times: 1,
  }));
  await insertAll(tx, 'activity_values', values);
}

/** Inserts so many rows at once as one statement can name values for. */
export async function insertAll<T extends keyof Tables & string>(tx: Tx, table: T, rows: readonly object[]): Promise<void> {
  const step = Math.floor(20_000 / Math.max(1, Object.keys(rows[0] ?? {}).length));
  for (let first = 0; first < rows.length; first += step) {
    await tx
      .insertInto(table)
      .values(rows.slice(first, first + step) as never)
      .execute();
  }
}
