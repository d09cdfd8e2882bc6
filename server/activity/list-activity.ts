import { z } from 'zod';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Database } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandReached, demandSeen } from '../users/demand-seen.ts';
import type { ActivityFilters } from './filters.ts';
import { findEntries } from './find-entries.ts';
import { seesAllActivity, VIEW_USER_ACTIVITY } from './policy.ts';
import { presentEntry } from './present.ts';
import { readEntries } from './queries.ts';

interface Page {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface Listed {
  items: ActivityEntry[];
  next: string | null;
}

/** A page of what fits, the newest first; ids are UUIDv7, so an id is the place to go on, or the beginning of a month. */
export async function listActivity(db: Database, reader: SignedIn, filters: ActivityFilters, page: Page): Promise<Listed> {
  const { limit, cursor } = page;
  if (cursor !== undefined && !z.guid().safeParse(cursor).success) {
    throw new Refusal('request.invalid', { errors: [fieldErrorAt('cursor', 'field.invalid')] });
  }
  const of = db.reader(reader.accountId);
  const { ids, next } = await findEntries(of, reader, filters, { before: cursor?.toLowerCase(), limit });
  const rows = await readEntries(of, reader.accountId, ids);
  return { items: rows.map((row) => presentEntry(reader, row)), next };
}

/** The same of what concerns one user. Throws `permission.missing`, `user.not_found`. */
export async function listUserActivity(
  db: Database,
  reader: SignedIn,
  userId: string,
  filters: ActivityFilters,
  page: Page,
): Promise<Listed> {
  demand(VIEW_USER_ACTIVITY, reader, { userId });
  const of = db.reader(reader.accountId);
  if (userId !== reader.userId) await (seesAllActivity(reader) ? demandSeen : demandReached)(of, reader, userId, 'viewActivity');
  return listActivity(db, reader, { ...filters, user: userId }, page);
}
