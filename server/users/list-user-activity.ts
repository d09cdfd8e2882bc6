import { sql } from 'kysely';
import { z } from 'zod';
import type { Activity } from '../../contract/activity.ts';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Database } from '../db/pool.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { findUser } from './queries.ts';

/** What happened to a user, the newest first; ids are UUIDv7, so an id is the place to go on. Throws `user.not_found`. */
export async function listUserActivity(
  db: Database,
  signedIn: SignedIn,
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: ActivityEntry[]; next: string | null }> {
  const reader = db.reader(signedIn.accountId);
  if (!(await findUser(reader, signedIn, userId))) throw new Refusal('user.not_found');
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) {
    throw new Refusal('request.invalid', { errors: [fieldErrorAt('cursor', 'field.invalid')] });
  }
  let query = reader
    .selectFrom('activity as a')
    .leftJoin('activity_values as v', (on) => on.onRef('v.account_id', '=', 'a.account_id').onRef('v.activity_id', '=', 'a.id'))
    .leftJoin('users as u', (on) => on.onRef('u.account_id', '=', 'a.account_id').onRef('u.id', '=', 'a.actor_id'))
    .select(['a.id', 'a.at', 'a.action', 'a.actor_id', 'u.first_name', 'u.last_name', 'v.changes', 'v.device'])
    .select(sql<string | null>`host(v.address)`.as('address'))
    .where('a.account_id', '=', signedIn.accountId)
    .where('a.target_type', '=', 'user')
    .where('a.target_id', '=', userId)
    .orderBy('a.id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where('a.id', '<', cursor);
  const rows = await query.execute();
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action as Activity,
    actor: row.actor_id
      ? { id: row.actor_id, name: row.first_name === null ? null : `${row.first_name} ${row.last_name}` }
      : null,
    changes: (row.changes ?? {}) as ActivityEntry['changes'],
    address: row.address,
    device: row.device,
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
