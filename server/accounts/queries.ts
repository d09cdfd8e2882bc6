import type { Database } from '../db/pool.ts';

/** Name and code of an account. */
export function findAccount(db: Database, accountId: string) {
  return db
    .reader(accountId)
    .selectFrom('accounts')
    .select(['id', 'code', 'name', 'owner_id', 'confirmed_at'])
    .executeTakeFirstOrThrow();
}
