import { sql } from 'kysely';
import type { Reader } from '../db/pool.ts';
import type { Actor } from '../sessions/actor.ts';
import type { ActivityFilters } from './filters.ts';

/** Ids of entries that fit, the newest first, and from where a search goes on; null where there are no more. */
export interface Found {
  readonly ids: readonly string[];
  readonly next: string | null;
}

/** Looks for entries before a place in the record. */
export async function findEntries(
  db: Reader,
  reader: Actor,
  filters: ActivityFilters,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<Found> {
  const { user, actor, target, action, from, to, address, q } = filters;
  let query = db
    .selectFrom('activity as a')
    .leftJoin('activity_values as v', (on) => on.onRef('v.account_id', '=', 'a.account_id').onRef('v.activity_id', '=', 'a.id'))
    .select('a.id')
    .where('a.account_id', '=', reader.accountId)
    .orderBy('a.id', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('a.id', '<', before);
  if (user) query = query.where(sql<boolean>`(a.actor_id = ${user}::uuid or a.target_id = ${user}::uuid)`);
  if (actor) query = query.where('a.actor_id', '=', actor);
  if (target) query = query.where('a.target_id', '=', target);
  if (action?.length) query = query.where('a.action', 'in', action);
  if (from) query = query.where('a.at', '>=', new Date(from));
  if (to) query = query.where('a.at', '<', new Date(to));
  if (address) query = query.where(sql<boolean>`v.address <<= ${address}::inet`);
  if (q?.trim()) query = query.where(sql<boolean>`v.changes::text ilike ${`%${q.trim()}%`}`);
  const rows = await query.execute();
  const ids = rows.slice(0, limit).map(({ id }) => id);
  return { ids, next: rows.length > limit ? (ids.at(-1) ?? null) : null };
}
