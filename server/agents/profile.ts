import type { Reader, Tx } from '../db/pool.ts';

/** Whether the user of the account is an agent. */
export async function hasProfile(db: Reader | Tx, userId: string): Promise<boolean> {
  const profile = db.selectFrom('agents').select('user_id').where('user_id', '=', userId);
  return (await profile.executeTakeFirst()) !== undefined;
}
