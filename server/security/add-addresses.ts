import { type Selectable, sql } from 'kysely';
import { type AllowedAddress, MOST_ADDRESSES, partsOfLine } from '../../contract/allowed-addresses.ts';
import { check } from '../../contract/field-errors.ts';
import { readBlock } from '../../contract/ip-address.ts';
import { line } from '../../contract/text.ts';
import type { Tx } from '../db/pool.ts';
import type { AllowedAddressesTable } from '../db/tables-of-sign-in.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import { newId } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandSecurityOf } from './demand-security-of.ts';
import { lockAddressLists } from './guard-address-lists.ts';
import { presentAddress } from './list-addresses.ts';

interface NewAddress {
  readonly block: string;
  readonly label: string;
}

/**
 * Adds an address to the list of the account, or of one user. Throws the reason of `MANAGE_SECURITY` or
 * `USER_RULES.changeLimits`, `address.taken`, `address.list_full`.
 */
export async function addAddress(tx: Tx, signedIn: SignedIn, userId: string | null, one: NewAddress): Promise<AllowedAddress> {
  await lockAddressLists(tx);
  await demandSecurityOf(tx, signedIn, userId);
  const [added] = await insert(tx, signedIn, userId, [{ ...one, block: writtenOnce(one.block) }]);
  if (!added) throw refuseField('block', 'address.taken');
  return added;
}

/** Adds the lines of a mass insert to the account's list; answers how many were new. Throws as `addAddress` does. */
export async function addAddressLines(tx: Tx, signedIn: SignedIn, lines: readonly string[]) {
  await lockAddressLists(tx);
  await demandSecurityOf(tx, signedIn, null);
  const added = await insert(tx, signedIn, null, lines.map(readLine));
  return { added: added.length, present: lines.length - added.length };
}

function readLine(text: string): NewAddress {
  const parts = partsOfLine(text);
  const label = check(line(80, 0), parts.label);
  return { block: writtenOnce(parts.block), label: label.ok ? label.value : '' };
}

/** The contract has refused what cannot be read. */
function writtenOnce(block: string): string {
  const read = readBlock(block);
  if (!read.ok) throw new Error(`${block} is no address`);
  return read.block;
}

async function insert(tx: Tx, signedIn: SignedIn, userId: string | null, wanted: readonly NewAddress[]) {
  const column = (key: keyof NewAddress) => wanted.map((one) => one[key]);
  const ids = wanted.map(newId);
  const { rows } = await sql<Selectable<AllowedAddressesTable>>`
    insert into allowed_addresses (account_id, id, user_id, block, label)
    select ${tx.accountId}::uuid, n.id, ${userId}::uuid, n.block, n.label
    from unnest(${ids}::uuid[], ${column('block')}::cidr[], ${column('label')}::text[]) n (id, block, label)
    on conflict (account_id, user_id, block) do nothing returning *`.execute(tx);
  await demandRoomInList(tx, userId);
  const added = rows.map(presentAddress);
  if (added.length > 0) await recordAdded(tx, signedIn, userId, added);
  return added;
}

/** One entry, also for a thousand lines. */
async function recordAdded(tx: Tx, signedIn: SignedIn, userId: string | null, added: readonly AllowedAddress[]): Promise<void> {
  const [first, ...more] = added;
  const changes: Record<string, Change> =
    first && more.length === 0
      ? { block: { new: first.block }, label: { new: first.label }, isOn: { new: true } }
      : { blocks: { new: added.map(({ block, label }) => `${block} ${label}`.trim()) } };
  const target = userId === null ? ({ type: 'account', id: tx.accountId } as const) : ({ type: 'user', id: userId } as const);
  await record(tx, signedIn, { action: 'allowed_address.added', target, changes });
}

async function demandRoomInList(tx: Tx, userId: string | null): Promise<void> {
  const { count } = await tx
    .selectFrom('allowed_addresses')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('account_id', '=', tx.accountId)
    .where('user_id', userId === null ? 'is' : '=', userId)
    .executeTakeFirstOrThrow();
  const most = userId === null ? MOST_ADDRESSES.account : MOST_ADDRESSES.user;
  if (Number(count) > most) throw new Refusal('address.list_full', { params: { most } });
}
