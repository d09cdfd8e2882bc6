import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { type Doer, record } from '../platform/activity.ts';

/** What an operator's command did: whether the account's switch was on, and how many users were limited by themselves. */
interface Lifted {
  readonly everyone: boolean;
  readonly users: number;
}

/**
 * For an account that has locked itself out: nobody is limited any more until somebody switches it on again. Entries stay.
 * `onBehalfOf`: the user who asked the operator for it.
 */
export async function liftAddressLists(tx: Tx, onBehalfOf?: string): Promise<Lifted> {
  const account = await tx
    .selectFrom('accounts')
    .select('limits_addresses')
    .where('id', '=', tx.accountId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const users = await tx
    .updateTable('users')
    .set({ limits_addresses: false, version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('limits_addresses', '=', true)
    .returning('id')
    .execute();
  await tx
    .updateTable('accounts')
    .set({ limits_addresses: false, version: sql<number>`version + 1` })
    .where('id', '=', tx.accountId)
    .execute();
  const nowhere = { sessionId: null, caller: { address: null, device: null } };
  const operator: Doer = { kind: 'operator', userId: null, ...nowhere, ...(onBehalfOf ? { onBehalfOf } : {}) };
  const changes = {
    limitsAddresses: { old: account.limits_addresses, new: false },
    users: { old: users.map(({ id }) => id), new: [] },
  };
  await record(tx, operator, { action: 'account.address_lists_lifted', target: { type: 'account', id: tx.accountId }, changes });
  return { everyone: account.limits_addresses, users: users.length };
}
