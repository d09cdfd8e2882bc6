import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import type { Caller } from '../platform/activity.ts';
import { hashOf, newToken } from '../platform/tokens.ts';

/** The hashes of what the caller's browser is known by. */
export function browsersOf({ browserTokens = [] }: Caller): Buffer[] {
  return browserTokens.map(hashOf);
}

/**
 * Makes the caller's browser one that the user is known to use, and answers its token for the cookie. A token that
 * belongs to nobody, or to somebody else, is never taken over: a planted one stays worthless.
 */
export async function rememberBrowser(tx: Tx, userId: string, caller: Caller): Promise<string> {
  const { browserTokens = [] } = caller;
  const known =
    browserTokens.length === 0
      ? undefined
      : await tx
          .updateTable('known_browsers')
          .set({ seen_at: sql<Date>`now()` })
          .where('account_id', '=', tx.accountId)
          .where('user_id', '=', userId)
          .where('token_hash', 'in', browsersOf(caller))
          .returning('token_hash')
          .executeTakeFirst();
  const token = browserTokens.find((one) => known?.token_hash.equals(hashOf(one)));
  if (token !== undefined) return token;
  const made = newToken();
  await tx
    .insertInto('known_browsers')
    .values({ account_id: tx.accountId, user_id: userId, token_hash: hashOf(made) })
    .execute();
  return made;
}
