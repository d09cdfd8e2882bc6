import { USER_CSV_COLUMNS } from '../../contract/users.ts';
import type { Database, Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { csvHeader, csvLine } from '../platform/csv.ts';
import type { Asker, SignedIn } from '../sessions/actor.ts';
import { readSort } from './cursor.ts';
import { type UserFilters, usersPage } from './queries.ts';

const AT_ONCE = 1000;

/**
 * The users that match, line by line, in the order of the list. Reads a page at a time, so that it costs no memory. Breaks off
 * where the right is lost.
 */
export async function* exportUsers(
  db: Database,
  { signedIn, askAgain }: Asker,
  filters: UserFilters,
  sort: string,
): AsyncGenerator<string> {
  const order = readSort(sort);
  let reader = signedIn;
  yield csvHeader(USER_CSV_COLUMNS);
  let after: readonly [string, string] | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof usersPage>> = await usersPage(db.reader(reader.accountId), reader, filters, {
      ...order,
      after,
      limit: AT_ONCE,
    });
    yield rows.map(lineOf).join('');
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = [last.sort_key, last.id];
    reader = await askAgain();
  }
}

/** Who took a copy of the list, and when, is recorded. */
export async function recordExport(tx: Tx, signedIn: SignedIn): Promise<void> {
  await record(tx, signedIn, { action: 'user.exported', target: { type: 'account', id: tx.accountId } });
}

function lineOf(row: Awaited<ReturnType<typeof usersPage>>[number]): string {
  return csvLine([
    row.id,
    row.first_name,
    row.last_name,
    row.email,
    row.username,
    row.portal_roles,
    row.departments.map((department) => department.name),
    row.is_main_user,
    row.status,
    row.two_factor,
    row.created_at.toISOString(),
    row.last_sign_in_at?.toISOString() ?? null,
  ]);
}
