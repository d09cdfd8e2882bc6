import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { isAddressAllowed } from './allowed-address.ts';

/** Lets one change of lists, flags and switch at a time happen in an account. Comes before every other lock. */
export async function lockAddressLists(tx: Tx): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

/**
 * After a change, in its transaction: somebody who is limited has an address left, and whoever made the change is still
 * let in from where they are, unless they confirmed it. Throws `address.list_empty`, `address.locks_out`.
 */
export async function guardAddressLists(tx: Tx, signedIn: SignedIn, confirm = false): Promise<void> {
  const { address } = signedIn.caller;
  const row = await tx
    .selectFrom('accounts as a')
    .innerJoin('users as u', (on) => on.onRef('u.account_id', '=', 'a.id').on('u.id', '=', signedIn.userId))
    .select(isAddressAllowed(address).as('is_author_allowed'))
    .select(
      sql<boolean>`not exists (select from allowed_addresses l where l.account_id = a.id and l.user_id is null and l.is_on)
        and (a.limits_addresses or exists (
          select from users f where f.account_id = a.id and f.limits_addresses and f.status <> 'deleted' and not exists (
            select from allowed_addresses o where o.account_id = f.account_id and o.user_id = f.id and o.is_on)))`.as('is_empty'),
    )
    .where('a.id', '=', tx.accountId)
    .executeTakeFirstOrThrow();
  if (row.is_empty) throw new Refusal('address.list_empty');
  if (!row.is_author_allowed && !confirm) throw new Refusal('address.locks_out', { params: { address: address ?? '?' } });
}

/**
 * After the account's list lost a block: nobody but the main user narrows from where the main user may work (decision 034). For
 * the switch "everyone": `LIMIT_EVERYONE` in `policy.ts`. Throws `address.limits_owner`.
 */
export async function spareMainUser(tx: Tx, signedIn: SignedIn, lost: string): Promise<void> {
  const isLimitedFurther = sql<boolean>`(a.limits_addresses or u.limits_addresses) and not exists (select from allowed_addresses l
          where l.account_id = a.id and (l.user_id is null or l.user_id = u.id) and l.is_on and l.block >>= ${lost}::cidr)`;
  const touched = await tx
    .selectFrom('accounts as a')
    .innerJoin('users as u', (on) => on.onRef('u.account_id', '=', 'a.id').onRef('u.id', '=', 'a.owner_id'))
    .select('u.id')
    .where('a.id', '=', tx.accountId)
    .where('a.owner_id', '<>', signedIn.userId)
    .where(isLimitedFurther)
    .executeTakeFirst();
  if (touched) throw new Refusal('address.limits_owner');
}
