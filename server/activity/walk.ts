import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../db/pool.ts';
import { all, besideEach, conditionsOf, ON_ENTRY, type Search } from './conditions.ts';
import type { Range } from './range.ts';

/** A way through the record from the newest to the oldest by an index: everything, or what one filter lets through. */
export type Way = (range: Range, most: number) => RawBuilder<WayRow>;

interface WayRow {
  readonly id: string;
}

/** How far a walk came. */
export interface Walked {
  /** What fits, the newest first. */
  readonly ids: readonly string[];
  /** The last entry that was looked at, where there may be more behind it. */
  readonly until: string | null;
}

const ENTRY = sql`a.account_id, a.id, a.action, a.actor_id, a.on_behalf_of, a.target_id, a.mass_action_id`;

/** The ways that the filters open; without any, the whole record is one. */
export function waysOf({ accountId, filters }: Search): Way[] {
  const { user, actor, target, action, massAction, address } = filters;
  const by = (condition: RawBuilder<boolean>): Way => {
    return ({ first, end }, most) => sql`
      select ${ENTRY} from activity a
      where a.account_id = ${accountId}::uuid and ${condition} and a.id >= ${first}::uuid and a.id < ${end}::uuid
      order by a.id desc limit ${sql.lit(most)}`;
  };
  const ways: Way[] = [];
  if (massAction) ways.push(by(ON_ENTRY.massAction(massAction)));
  if (target) ways.push(by(ON_ENTRY.target(target)));
  const did = (id: string) => (action?.length ? byActions(accountId, action, id) : by(ON_ENTRY.actor(id)));
  if (actor) ways.push(did(actor));
  if (user) ways.push(together([did(user), by(ON_ENTRY.target(user)), by(sql`a.on_behalf_of = ${user}::uuid`)]));
  if (action?.length && !actor) ways.push(byActions(accountId, action));
  if (address && !address.includes('/')) ways.push(byAddress(accountId, address));
  return ways.length > 0 ? ways : [by(sql`true`)];
}

/** Each action, of everybody or of one, by its index, whose order would be lost if they were asked for together. */
function byActions(accountId: string, actions: readonly string[], actor?: string): Way {
  const ofActor = actor ? sql`e.actor_id = ${actor}::uuid` : sql`true`;
  return ({ first, end }, most) => sql`
    select ${ENTRY} from unnest(${[...new Set(actions)]}::text[]) wanted(action) cross join lateral (
      select * from activity e where e.account_id = ${accountId}::uuid and e.action = wanted.action
        and ${ofActor} and e.id >= ${first}::uuid and e.id < ${end}::uuid
      order by e.id desc limit ${sql.lit(most)}) a
    order by a.id desc limit ${sql.lit(most)}`;
}

function byAddress(accountId: string, address: string): Way {
  return ({ first, end }, most) => sql`
    select ${ENTRY} from (
      select activity_id from activity_values where account_id = ${accountId}::uuid and address = ${address}::inet
        and activity_id >= ${first}::uuid and activity_id < ${end}::uuid
      order by activity_id desc limit ${sql.lit(most)}) found
    cross join lateral (
      select * from activity e where e.account_id = ${accountId}::uuid and e.id = found.activity_id
        and e.id >= ${first}::uuid and e.id < ${end}::uuid limit 1) a
    order by a.id desc`;
}

function together(ways: readonly Way[]): Way {
  return (range, most) => {
    const parts = ways.map((way) => sql`(${way(range, most)})`);
    return sql`select distinct on (a.id) ${ENTRY} from (${sql.join(parts, sql` union all `)}) a order by a.id desc limit ${sql.lit(most)}`;
  };
}

/** The query of a walk: the first so many of what fits among the next `most` entries of the way. */
export function walkQuery(search: Search, way: Way, range: Range, { most, limit }: { most: number; limit: number }) {
  const { onEntry, onValues } = conditionsOf(search);
  const values = onValues.length > 0 ? besideEach(search.accountId, range) : sql``;
  return sql<WayRow>`
    select a.id from (${way(range, most)}) a ${values}
    where ${all([...onEntry, ...onValues])} order by a.id desc limit ${sql.lit(limit)}`;
}

/** Walks until there are so many that fit, or so many were looked at, or the way ends. */
export async function walk(
  db: Reader,
  search: Search,
  way: Way,
  range: Range,
  reach: { most: number; limit: number },
): Promise<Walked> {
  const { rows } = await walkQuery(search, way, range, reach).execute(db);
  const ids = rows.map(({ id }) => id);
  if (ids.length >= reach.limit) return { ids, until: ids.at(-1) ?? null };
  if (reach.most === reach.limit) return { ids, until: null };
  const last = await lastQuery(way, range, reach.most).execute(db);
  return { ids, until: last.rows[0]?.id ?? null };
}

/** The last entry of a walk; none where the way ends before. */
export function lastQuery(way: Way, range: Range, most: number) {
  return sql<WayRow>`select a.id from (${way(range, most)}) a order by a.id desc offset ${sql.lit(most - 1)}`;
}
