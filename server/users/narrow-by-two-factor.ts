import { sql } from 'kysely';
import type { TwoFactorType } from '../../contract/policy-in-force.ts';
import type { Reader } from '../db/pool.ts';

/** Beyond so many a page is found sooner by walking the list in its order. */
const MANY = 2000;

/**
 * Who alone can have one of these second factors in force, where the account itself says another: who has an app, or a value
 * or a role of their own. Null where that may be anybody.
 */
export async function narrowByTwoFactor(db: Reader, wanted: readonly TwoFactorType[] | undefined): Promise<string[] | null> {
  if (!wanted?.length) return null;
  const { rows } = await sql<{ isDefault: boolean; ids: string[] }>`
    select a.two_factor = any(${wanted}::text[]) as "isDefault", array(
      select user_id from authenticators where account_id = current_account() and 'app' = any(${wanted}::text[])
      union select id from users where account_id = current_account() and two_factor is not null and two_factor = any(${wanted}::text[])
      union select m.user_id from dialer_roles r join agent_roles m on m.account_id = r.account_id and m.role_id = r.id
        where r.account_id = current_account() and r.two_factor = any(${wanted}::text[])
      limit ${sql.lit(MANY + 1)}) as ids
    from accounts a where a.id = current_account()`.execute(db);
  const [row] = rows;
  return row && !row.isDefault && row.ids.length <= MANY ? row.ids : null;
}
