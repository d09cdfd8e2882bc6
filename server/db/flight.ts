import type pg from 'pg';
import { sendBoth } from './packet.ts';

/** The statement that says which account a transaction sees. Always the transaction's own setting, never the session's. */
export interface Scope {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

export function accountScope(accountId: string | null): Scope {
  return { name: 'scope_account', text: "select set_config('app.account_id', $1, true)", values: [accountId ?? ''] };
}

export function sessionScope(tokenHash: Buffer): Scope {
  return scopeOf('find_session($1)', [tokenHash]);
}

/**
 * Whoever a sign-in names is `signing_in()` in what follows. Takes one plan for all values: PostgreSQL would plan the look-up of a
 * sign-in anew each time, which takes longer than running it. What finds its rows by key loses nothing; for all writes it was wrong
 * (decision 023).
 */
export function signInScope(loginKey: string, accountCode: string | null): Scope {
  const text = `select set_config('app.account_id', coalesce(f.account_id::text, ''), true), set_config('app.user_id', coalesce(f.user_id::text, ''), true),
    set_config('plan_cache_mode', 'force_generic_plan', true) from (select) as always left join find_sign_in($1, $2) f on true`;
  return { name: 'scope_find_sign_in', text, values: [loginKey, accountCode] };
}

/**
 * The account that one of the functions that look across accounts answers; none where it answers nothing. What is asked then is
 * planned for that once: a plan for all values that is made while there is no account reads whole ones later (decision 038).
 */
function scopeOf(door: string, values: unknown[]): Scope {
  const text = `select set_config('app.account_id', coalesce(f.account_id::text, ''), true),
    set_config('plan_cache_mode', case when f.account_id is null then 'force_custom_plan' else 'auto' end, true)
    from (select) as always left join ${door} f on true`;
  return { name: `scope_${door.replace(/\(.*/, '')}`, text, values };
}

const MOST_PREPARED = 500;
const names = new Map<string, string>();

/** Names a statement, so that each connection parses and plans it once. Beyond a bound statements stay nameless. */
export function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_PREPARED) {
    name = `rollcall_${names.size}`;
    names.set(text, name);
  }
  return { text, values: values as unknown[], ...(name === undefined ? {} : { name }) };
}

/** Runs one query in a transaction of its own that sees what the scope says. Both leave in one packet. */
export async function flight(client: pg.PoolClient, scope: Scope, query: pg.QueryConfig): Promise<pg.QueryResult> {
  return sendBoth(client, scope, query);
}
