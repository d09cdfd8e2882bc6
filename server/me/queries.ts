import type { Database } from '../db/pool.ts';
import type { SignedIn } from '../sessions/actor.ts';

/** My own names and address. */
export function findMyNames(db: Database, { accountId, userId }: SignedIn) {
  return db
    .reader(accountId)
    .selectFrom('users')
    .select(['email', 'username', 'first_name', 'last_name'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
}
