import { sql } from 'kysely';
import type { Database } from '../db/pool.ts';

/** The departments of the account by name, with how many users (the deleted not counted) each has. */
export function listDepartments(db: Database, accountId: string) {
  return db
    .reader(accountId)
    .selectFrom('departments as d')
    .select(['d.id', 'd.name'])
    .select(
      sql<number>`(select count(*)::int from user_departments m join users u on u.account_id = m.account_id and u.id = m.user_id
        where m.account_id = d.account_id and m.department_id = d.id and u.status <> 'deleted')`.as('users'),
    )
    .where('d.account_id', '=', accountId)
    .orderBy('d.name_key')
    .execute();
}
