import type { Input } from '../../contract/endpoint.ts';
import type { updateSecurity as endpoint } from '../../contract/security.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { shortenSessions } from './apply-timeout.ts';
import { demandSecurityOf } from './demand-security-of.ts';
import { getSecurity } from './get-security.ts';
import { guardAddressLists, lockAddressLists, spareMainUser } from './guard-address-lists.ts';

type Edit = Input<typeof endpoint>['body'];

const COLUMNS = {
  twoFactor: 'two_factor',
  sessionSeconds: 'session_seconds',
  sessionLimit: 'session_limit',
  limitsAddresses: 'limits_addresses',
} as const;
const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/**
 * Changes the account's defaults. `seen` is the version that the editor looked at. Throws the reason of `MANAGE_SECURITY`,
 * `account.changed` (412), and for the switch "everyone" `address.list_empty`, `address.locks_out` and
 * `address.limits_owner`.
 */
export async function updateSecurity(tx: Tx, signedIn: SignedIn, seen: number, edit: Edit): Promise<void> {
  await lockAddressLists(tx);
  await demandSecurityOf(tx, signedIn, null);
  const before = await tx
    .selectFrom('accounts')
    .select(['version', ...Object.values(COLUMNS)])
    .where('id', '=', tx.accountId)
    .executeTakeFirstOrThrow();
  if (before.version !== seen) throw new Refusal('account.changed', { current: await getSecurity(tx, signedIn) });

  const changed = FIELDS.filter((field) => edit[field] !== undefined && edit[field] !== before[COLUMNS[field]]);
  if (changed.length === 0) return;
  if (changed.includes('limitsAddresses') && edit.limitsAddresses) await spareMainUser(tx, signedIn, null);
  const columns = Object.fromEntries(changed.map((field) => [COLUMNS[field], edit[field]]));
  await tx
    .updateTable('accounts')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', tx.accountId)
    .execute();
  if (changed.includes('limitsAddresses')) await guardAddressLists(tx, signedIn, edit.confirm);
  if (changed.includes('sessionSeconds')) await shortenSessions(tx);
  const changes = Object.fromEntries(
    changed.map((field): [string, Change] => [field, { old: before[COLUMNS[field]], new: edit[field] ?? null }]),
  );
  await record(tx, signedIn, { action: 'account.security_changed', target: { type: 'account', id: tx.accountId }, changes });
}
