import { sql } from 'kysely';
import type { ViewedList, ViewState } from '../../contract/saved-views.ts';
import type { Reader, Tx } from '../db/pool.ts';

export interface SavedViewRow {
  readonly id: string;
  readonly list: ViewedList;
  readonly name: string;
  readonly is_shared: boolean;
  readonly state: ViewState;
  readonly version: number;
  readonly user_id: string;
  readonly owner_name: string;
}

/** A user's views of a list, and those that others share, by name. What somebody shared goes with them when they are deleted. */
export async function viewsFor(db: Reader | Tx, userId: string, list: ViewedList): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`select ${shown()} where v.account_id = current_account() and v.list = ${list}
    and (v.user_id = ${userId}::uuid or v.is_shared and u.status <> 'deleted') order by v.name_key, v.id`.execute(db);
  return rows;
}

/** One view, whoever may see it; locked, so that nobody changes it before the transaction ends. */
export async function lockView(tx: Tx, id: string): Promise<SavedViewRow | undefined> {
  const { rows } = await sql<SavedViewRow>`select ${shown()} where v.account_id = current_account() and v.id = ${id}::uuid
    for update of v`.execute(tx);
  return rows[0];
}

function shown() {
  return sql`v.id, v.list, v.name, v.is_shared, v.state, v.version, v.user_id, trim(u.first_name || ' ' || u.last_name) as owner_name
    from saved_views v join users u on u.account_id = v.account_id and u.id = v.user_id`;
}
