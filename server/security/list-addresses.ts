import type { Selectable } from 'kysely';
import type { AllowedAddress } from '../../contract/allowed-addresses.ts';
import type { Reader, Tx } from '../db/pool.ts';
import type { AllowedAddressesTable } from '../db/tables-of-sign-in.ts';

/** The allowed addresses of the account, or with a user's id those of this user alone, in the order of addresses. */
export async function listAddresses(db: Reader, userId: string | null): Promise<AllowedAddress[]> {
  const rows = await db
    .selectFrom('allowed_addresses')
    .selectAll()
    .where('user_id', userId === null ? 'is' : '=', userId)
    .orderBy('block')
    .execute();
  return rows.map(presentAddress);
}

/** One of them, locked; undefined where there is none. */
export function findAddress(tx: Tx, userId: string | null, id: string) {
  return tx
    .selectFrom('allowed_addresses')
    .selectAll()
    .where('account_id', '=', tx.accountId)
    .where('user_id', userId === null ? 'is' : '=', userId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function presentAddress(row: Selectable<AllowedAddressesTable>): AllowedAddress {
  return {
    id: row.id,
    block: blockOf(row.block),
    label: row.label,
    isOn: row.is_on,
    createdAt: row.created_at.toISOString(),
  };
}

/** PostgreSQL writes a prefix behind a single address too. */
export function blockOf(stored: string): string {
  return stored.replace(stored.includes(':') ? /\/128$/ : /\/32$/, '');
}
