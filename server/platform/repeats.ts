import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { type Doer, type Entry, record } from './activity.ts';

const MINUTES = 10;
/** Closed in one transaction. */
const AT_ONCE = 500;

/** A row of the table, as it was gathered. */
interface Gathered {
  readonly times: number;
  readonly action: Entry['action'];
  readonly actor_kind: Doer['kind'] | null;
  readonly actor_id: string | null;
  readonly on_behalf_of: string | null;
  readonly target_type: Entry['target']['type'];
  readonly target_id: string;
  readonly session_id: string | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly changes: NonNullable<Entry['changes']>;
}

/**
 * Records what may come again and again: by the same actor, to the same target, from the same address, for the same reason.
 * The first has an entry at once; those of the ten minutes that follow have one together, with how often, when these are
 * over. What is counted is in the database, so neither a crash nor another process loses it. `times`: how often it came now.
 */
export async function recordRepeat(tx: Tx, doer: Doer, entry: Entry, times = 1): Promise<void> {
  const keyHash = keyOf(doer, entry);
  for (;;) {
    const outcome = await gather(tx, keyHash, { doer, entry, times });
    if (outcome === 'first') return record(tx, doer, entry);
    if (outcome === 'again') return;
    await recordGathered(tx, await take(tx, sql`key_hash = ${keyHash}`));
  }
}

/** For the worker: one entry for all that was gathered in minutes that are over. */
export async function closeRepeats(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ account_id: string }>`select account_id from repeats_to_close()`.execute(db.reader(null));
    if (rows.length === 0) return;
    for (const { account_id } of rows) {
      await db.write(account_id, async (tx) => recordGathered(tx, await take(tx, sql`true`)));
    }
  }
}

/** What makes two of them the same. */
function keyOf({ userId, kind, onBehalfOf, caller }: Doer, { action, target, changes = {} }: Entry): Buffer {
  const same = [action, kind ?? null, userId, onBehalfOf ?? null, target.type, target.id, caller.address, changes];
  return createHash('sha256').update(JSON.stringify(same)).digest();
}

interface Arrival {
  readonly doer: Doer;
  readonly entry: Entry;
  readonly times: number;
}

/** `over`: there is a row, and its minutes are over. */
async function gather(tx: Tx, keyHash: Buffer, { doer, entry, times }: Arrival): Promise<'first' | 'again' | 'over'> {
  const row = await tx
    .insertInto('activity_repeats')
    .values({
      account_id: tx.accountId,
      key_hash: keyHash,
      times: times - 1,
      action: entry.action,
      actor_kind: doer.kind ?? null,
      actor_id: doer.userId,
      on_behalf_of: doer.onBehalfOf ?? null,
      target_type: entry.target.type,
      target_id: entry.target.id,
      session_id: doer.sessionId,
      address: doer.caller.address,
      device: doer.caller.device,
      changes: JSON.stringify(entry.changes ?? {}),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'key_hash'])
        .doUpdateSet({ times: sql<number>`activity_repeats.times + ${times}::int` })
        .where(sql<boolean>`activity_repeats.began_at > now() - make_interval(mins => ${MINUTES}::int)`),
    )
    // A row that was inserted has not been locked by an update.
    .returning(sql<boolean>`xmax = 0`.as('is_first'))
    .executeTakeFirst();
  if (!row) return 'over';
  return row.is_first ? 'first' : 'again';
}

/** Takes out what is over; of several who come at once, one gets each. */
async function take(tx: Tx, which: ReturnType<typeof sql>): Promise<Gathered[]> {
  const { rows } = await sql<Gathered>`
    delete from activity_repeats where account_id = ${tx.accountId} and key_hash in (
      select key_hash from activity_repeats
      where account_id = ${tx.accountId} and ${which} and began_at <= now() - make_interval(mins => ${MINUTES}::int)
      order by key_hash limit ${AT_ONCE}::int for update)
    returning times, action, actor_kind, actor_id, on_behalf_of, target_type, target_id, session_id, host(address) as address, device,
      changes`.execute(tx);
  return rows;
}

async function recordGathered(tx: Tx, rows: readonly Gathered[]): Promise<void> {
  for (const row of rows) {
    if (row.times === 0) continue;
    const doer: Doer = {
      userId: row.actor_id,
      sessionId: row.session_id,
      caller: { address: row.address, device: row.device },
      ...(row.actor_kind ? { kind: row.actor_kind } : {}),
      ...(row.on_behalf_of ? { onBehalfOf: row.on_behalf_of } : {}),
    };
    const target = { type: row.target_type, id: row.target_id };
    await record(tx, doer, { action: row.action, target, changes: row.changes, times: row.times });
  }
}
