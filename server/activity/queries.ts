import { sql } from 'kysely';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import type { Reader } from '../db/pool.ts';
import type { RecordedEntry } from '../platform/recorded-entry.ts';
import { around } from './range.ts';

const nameOf = (alias: string) =>
  sql<string | null>`${sql.ref(`${alias}.first_name`)} || ' ' || ${sql.ref(`${alias}.last_name`)}`;

/** What a name of a target is, by its type, as it is now. */
const targetName = sql<string | null>`case a.target_type
  when 'user' then ${nameOf('tu')}
  when 'account' then (select name from accounts where id = a.account_id and id = a.target_id)
  when 'department' then (select name from departments where account_id = a.account_id and id = a.target_id)
  when 'sign_in_provider' then (select name from account_sign_in_providers where account_id = a.account_id and id = a.target_id)
  when 'dialer_role' then (select name from dialer_roles where account_id = a.account_id and id = a.target_id)
  when 'tag' then (select name from tags where account_id = a.account_id and id = a.target_id)
  when 'skill_group' then (select name from skill_groups where account_id = a.account_id and id = a.target_id)
  when 'user_group' then (select name from user_groups where account_id = a.account_id and id = a.target_id)
  when 'saved_view' then (select name from saved_views where account_id = a.account_id and id = a.target_id)
  when 'lead' then (select first_name || ' ' || last_name from leads where account_id = a.account_id and id = a.target_id)
  end`;

/** These entries, the newest first, with their values and the names as they are now. */
export function entriesQuery(db: Reader, accountId: string, ids: readonly string[]) {
  const { first, end } = around(ids);
  return db
    .selectFrom('activity as a')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('activity_values as w')
          .select(['w.address', 'w.device', 'w.changes', 'w.times'])
          .where('w.account_id', '=', accountId)
          .whereRef('w.activity_id', '=', 'a.id')
          .where('w.activity_id', '>=', first)
          .where('w.activity_id', '<', end)
          .limit(sql.lit(1))
          .as('v'),
      (on) => on.onTrue(),
    )
    .leftJoin('users as u', (on) => on.onRef('u.account_id', '=', 'a.account_id').onRef('u.id', '=', 'a.actor_id'))
    .leftJoin('users as tu', (on) => on.onRef('tu.account_id', '=', 'a.account_id').onRef('tu.id', '=', 'a.target_id'))
    .leftJoin('users as bu', (on) => on.onRef('bu.account_id', '=', 'a.account_id').onRef('bu.id', '=', 'a.on_behalf_of'))
    .select(['a.id', 'a.at', 'a.action', 'a.actor_kind', 'a.actor_id', 'a.on_behalf_of', 'a.target_type', 'a.target_id'])
    .select(['a.session_id', 'a.mass_action_id', 'v.device'])
    .select(sql<number>`coalesce(v.times, 1)`.as('times'))
    .select(nameOf('u').as('actor_name'))
    .select(nameOf('bu').as('on_behalf_of_name'))
    .select(targetName.as('target_name'))
    .select(sql<string | null>`host(v.address)`.as('address'))
    .select(sql<ActivityEntry['changes'] | null>`v.changes`.as('changes'))
    .where('a.account_id', '=', accountId)
    .where(sql<boolean>`a.id = any(${ids}::uuid[])`)
    .where('a.id', '>=', first)
    .where('a.id', '<', end)
    .orderBy('a.id', 'desc');
}

/** These entries as they are read. */
export async function readEntries(db: Reader, accountId: string, ids: readonly string[]): Promise<RecordedEntry[]> {
  return ids.length === 0 ? [] : entriesQuery(db, accountId, ids).execute();
}
