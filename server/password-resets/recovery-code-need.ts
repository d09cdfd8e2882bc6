import { sql } from 'kysely';
import type { Reader, Tx } from '../db/pool.ts';
import { findSecondFactor } from '../second-factors/queries.ts';
import { portalRolesOf } from '../sessions/queries.ts';

/**
 * Whether a mailed link alone is not enough for a new password. Where the second factor is mailed too, whoever reads the
 * mailbox would have both: then a recovery code is needed, unless an administrator has reset the second factor within the last day.
 */
export async function recoveryCodeNeed(db: Reader | Tx, userId: string): Promise<'none' | 'needed' | 'missing'> {
  const factor = await findSecondFactor(db, userId);
  if (factor?.inForce !== 'email') return 'none';
  const allowed = await db
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('reset_allowed_until', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (allowed) return 'none';
  return factor.recoveryCodesLeft > 0 ? 'needed' : 'missing';
}

/** Who may reset the second factor of this user, by rank: of the main user nobody in the account. */
export async function helperOf(db: Reader, userId: string): Promise<'admin' | 'main_user' | 'operator'> {
  const user = await db
    .selectFrom('users as u')
    .innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(sql<boolean>`a.owner_id = u.id`.as('is_main_user'))
    .select(portalRolesOf('u').as('portal_roles'))
    .where('u.id', '=', userId)
    .executeTakeFirst();
  if (user?.is_main_user) return 'operator';
  return user?.portal_roles.includes('admin') ? 'main_user' : 'admin';
}
