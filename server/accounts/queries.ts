import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/pool.ts';

/** Name and code of an account. */
export function findAccount(db: Database, accountId: string) {
  return db
    .reader(accountId)
    .selectFrom('accounts')
    .select(['id', 'code', 'name', 'owner_id', 'confirmed_at'])
    .executeTakeFirstOrThrow();
}

/** The account that is set, with its defaults. */
export function accountShown(db: Reader | Tx) {
  return db.selectFrom('accounts').select(['id', 'code', 'name', 'interface_language', 'spoken_language', 'timezone', 'version']);
}

export type ShownAccount = Awaited<ReturnType<ReturnType<typeof accountShown>['executeTakeFirstOrThrow']>>;

/** For each default, how many users who are not deleted have no value of their own. */
export async function countDefaultUsers(db: Database, accountId: string) {
  const without = (column: string) => sql<string>`count(*) filter (where ${sql.ref(column)} is null)`;
  const row = await db
    .reader(accountId)
    .selectFrom('users')
    .select([
      without('interface_language').as('interfaceLanguage'),
      without('spoken_language').as('spokenLanguage'),
      without('timezone').as('timezone'),
    ])
    .where('account_id', '=', accountId)
    .where('status', '<>', 'deleted')
    .executeTakeFirstOrThrow();
  return {
    interfaceLanguage: Number(row.interfaceLanguage),
    spokenLanguage: Number(row.spokenLanguage),
    timezone: Number(row.timezone),
  };
}
