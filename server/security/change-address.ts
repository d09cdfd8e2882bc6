import type { AllowedAddress } from '../../contract/allowed-addresses.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandSecurityOf } from './demand-security-of.ts';
import { guardAddressLists, lockAddressLists, spareMainUser } from './guard-address-lists.ts';
import { blockOf, findAddress, presentAddress } from './list-addresses.ts';

/** Which entry: of the account, or with a user's id of this user. */
interface Place {
  readonly userId: string | null;
  readonly id: string;
}

interface Edit {
  readonly label?: string | undefined;
  readonly isOn?: boolean | undefined;
  readonly confirm?: boolean | undefined;
}

/**
 * Changes the label of an entry, or switches it. It counts from the next request on. Throws the reason of the rule,
 * `address.not_found`, `address.list_empty`, `address.locks_out`, `address.limits_owner`.
 */
export async function changeAddress(tx: Tx, signedIn: SignedIn, place: Place, edit: Edit): Promise<AllowedAddress> {
  const before = await demandEntry(tx, signedIn, place);
  const next = { label: edit.label ?? before.label, is_on: edit.isOn ?? before.is_on };
  const changes: Record<string, Change> = {};
  if (next.label !== before.label) changes.label = { old: before.label, new: next.label };
  if (next.is_on !== before.is_on) changes.isOn = { old: before.is_on, new: next.is_on };
  if (Object.keys(changes).length === 0) return presentAddress(before);
  await tx.updateTable('allowed_addresses').set(next).where('account_id', '=', tx.accountId).where('id', '=', place.id).execute();
  if (!next.is_on) {
    await guardAddressLists(tx, signedIn, edit.confirm);
    await spareFrom(tx, signedIn, place, before);
  }
  const block = blockOf(before.block);
  await record(tx, signedIn, {
    action: 'allowed_address.changed',
    target: targetOf(tx, place),
    changes: { block: { old: block, new: block }, ...changes },
  });
  return presentAddress({ ...before, ...next });
}

/** Takes an entry off its list. Throws as `changeAddress` does. */
export async function removeAddress(tx: Tx, signedIn: SignedIn, place: Place, confirm?: boolean): Promise<void> {
  const before = await demandEntry(tx, signedIn, place);
  await tx.deleteFrom('allowed_addresses').where('account_id', '=', tx.accountId).where('id', '=', place.id).execute();
  await guardAddressLists(tx, signedIn, confirm);
  await spareFrom(tx, signedIn, place, before);
  const changes = { block: { old: blockOf(before.block) }, label: { old: before.label }, isOn: { old: before.is_on } };
  await record(tx, signedIn, { action: 'allowed_address.removed', target: targetOf(tx, place), changes });
}

/** Another user's own entry is nothing to the main user, nor is one that was off. */
async function spareFrom(
  tx: Tx,
  signedIn: SignedIn,
  { userId }: Place,
  before: { block: string; is_on: boolean },
): Promise<void> {
  if (userId === null && before.is_on) await spareMainUser(tx, signedIn, before.block);
}

async function demandEntry(tx: Tx, signedIn: SignedIn, { userId, id }: Place) {
  await lockAddressLists(tx);
  await demandSecurityOf(tx, signedIn, userId);
  const entry = await findAddress(tx, userId, id);
  if (!entry) throw new Refusal('address.not_found');
  return entry;
}

function targetOf(tx: Tx, { userId }: Place) {
  return userId === null ? ({ type: 'account', id: tx.accountId } as const) : ({ type: 'user', id: userId } as const);
}
