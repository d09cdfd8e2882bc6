import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { prepareOnce } from '../db/prepare.ts';
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
  const made = newToken();
  const values = { accountId: tx.accountId, userId, made: hashOf(made) };
  const known = browserTokens.length === 0 ? await add(tx, values) : await remember(tx, { ...values, sent: browsersOf(caller) });
  return browserTokens.find((one) => known[0]?.token_hash.equals(hashOf(one))) ?? made;
}

interface Values {
  readonly accountId: string;
  readonly userId: string;
  readonly made: Buffer;
}

interface Known {
  readonly token_hash: Buffer;
}

/** By itself for a browser that sends nothing: with an array PostgreSQL plans it anew each time. */
const add = prepareOnce(
  ({ accountId, userId, made }: Values) => sql<Known>`
    insert into known_browsers (account_id, user_id, token_hash) values (${accountId}, ${userId}, ${made})`,
);

const remember = prepareOnce(
  ({ accountId, userId, made, sent }: Values & { readonly sent: readonly Buffer[] }) => sql<Known>`
    with known as (
      update known_browsers set seen_at = now()
      where account_id = ${accountId} and user_id = ${userId} and token_hash = any (${sent}::bytea[])
      returning token_hash
    ), added as (
      insert into known_browsers (account_id, user_id, token_hash)
      select ${accountId}, ${userId}, ${made} where not exists (select from known)
    )
    select token_hash from known`,
);
