import type { OwnLimits } from '../../contract/security.ts';
import type { Tx } from '../db/pool.ts';
import type { Change } from '../platform/activity.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { shortenSessions } from './apply-timeout.ts';
import { guardAddressLists } from './guard-address-lists.ts';

/** What a user has of their own at sign-in, as an edit names it: what is left out stays. */
export type LimitsEdit = { readonly [K in keyof OwnLimits]?: OwnLimits[K] | undefined };

const COLUMNS = {
  twoFactor: 'two_factor',
  sessionSeconds: 'session_seconds',
  sessionLimit: 'session_limit',
  limitsAddresses: 'limits_addresses',
} as const;
const FIELDS = Object.keys(COLUMNS) as (keyof OwnLimits)[];

/** Whether the edit names any of them. */
export function touchesLimits(edit: LimitsEdit): boolean {
  return FIELDS.some((field) => edit[field] !== undefined);
}

/**
 * Writes what a user has of their own, and answers what changed. A shorter timeout reaches open sessions at once. Whether
 * the actor may is asked before. Throws `address.list_empty`.
 */
export async function changeLimits(
  tx: Tx,
  signedIn: SignedIn,
  userId: string,
  edit: LimitsEdit,
): Promise<Record<string, Change>> {
  const before = await tx
    .selectFrom('users')
    .select(Object.values(COLUMNS))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const changed = FIELDS.filter((field) => edit[field] !== undefined && edit[field] !== before[COLUMNS[field]]);
  if (changed.length === 0) return {};
  await tx
    .updateTable('users')
    .set(Object.fromEntries(changed.map((field) => [COLUMNS[field], edit[field]])))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .execute();
  // Of others only: nobody changes what counts for themselves, so nobody is locked out by their own hand.
  if (changed.includes('limitsAddresses')) await guardAddressLists(tx, signedIn, true);
  if (changed.includes('sessionSeconds')) await shortenSessions(tx, userId);
  return Object.fromEntries(changed.map((field) => [field, { old: before[COLUMNS[field]], new: edit[field] ?? null }]));
}
