import { sql } from 'kysely';
import type { UserStatus } from '../../contract/users.ts';
import type { Database } from '../db/pool.ts';
import { prepareOnce } from '../db/prepare.ts';
import type { Caller } from '../platform/activity.ts';
import { attemptsSoFar, LIMITS, originOf } from '../platform/limits.ts';
import { hashOf } from '../platform/tokens.ts';
import { isAddressAllowed } from '../security/allowed-address.ts';
import { browsersOf } from '../security/known-browsers.ts';
import { type Blocked, keysBefore } from '../security/lockout.ts';
import { usableHash } from './usable-password.ts';

/** Whom a sign-in means. */
export interface Found {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly status: UserStatus;
  readonly password_hash: string | null;
  readonly browser: Buffer | null;
  readonly is_address_allowed: boolean;
}

interface Typed {
  readonly key: string;
  readonly code: string | null;
  readonly name: string;
  readonly caller: Caller;
}

/** Whom the sign-in means, what is blocked now, and how many attempts came from there: one trip. */
export async function lookUp(db: Database, { key, code, name, caller }: Typed) {
  const browsers = browsersOf(caller);
  const rows = await find(db.signInReader(key, code), {
    address: caller.address,
    browsers,
    blockKeys: keysBefore(name, browsers),
    fromHash: hashOf(originOf(caller)),
  });
  const [first] = rows;
  const user = first?.id ? (first as Found) : null;
  return { user, blocks: rows.filter(({ key_hash }) => key_hash !== null) as Blocked[], attempts: first?.attempts ?? 0 };
}

interface Lookup {
  readonly address: string | null;
  readonly browsers: readonly Buffer[];
  readonly blockKeys: readonly Buffer[];
  readonly fromHash: Buffer;
}

/** One row for each block, or one without: all with the user, if there is one. */
type LookedUp = { readonly [K in keyof (Found & Blocked)]: (Found & Blocked)[K] | null } & { readonly attempts: number };

const find = prepareOnce(
  ({ address, browsers, blockKeys, fromHash }: Lookup) => sql<LookedUp>`
    select u.id, u.account_id as "accountId", u.email, u.status, ${usableHash} as password_hash, ${isAddressAllowed(address)} as is_address_allowed,
      (select b.token_hash from known_browsers b where b.account_id = u.account_id and b.user_id = u.id
        and b.token_hash = any (${browsers}::bytea[]) order by b.seen_at desc limit 1) as browser,
      k.key_hash, k.failures, k.seconds, t.attempts
    from (select ${attemptsSoFar(LIMITS.signInFrom, fromHash)} as attempts) t
    left join sign_in_blocks(${blockKeys}::bytea[]) k on true
    left join (user_signing_in() u join accounts a on a.id = u.account_id) on true`,
);
