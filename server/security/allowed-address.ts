import { sql } from 'kysely';
import { Refusal } from '../platform/refusal.ts';

/**
 * Whether the user `u` of the account `a` may work from this address (S-5), as a piece of a query: from the addresses that
 * are on, of the account or their own, where the user's flag or the account's switch limits them. Costs nothing where it does not.
 */
export function isAddressAllowed(address: string | null) {
  return sql<boolean>`case when a.limits_addresses or u.limits_addresses then exists (select ${entriesThatAllow(address)}) else true end`;
}

/** The entries that let the user `u` work from this address, as the rest of a query over `allowed_addresses l`. */
export function entriesThatAllow(address: string | null) {
  return sql`from allowed_addresses l where l.account_id = u.account_id and (l.user_id is null or l.user_id = u.id)
    and l.is_on and l.block >>= ${address}::inet`;
}

export function addressRefused(address: string | null): Refusal {
  return new Refusal('session.address_not_allowed', { params: { address: address ?? '?' } });
}
