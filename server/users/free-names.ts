import { emailKey, usernameKey } from '../../contract/text.ts';
import type { Tx } from '../db/pool.ts';
import { refuseField } from '../platform/refusal.ts';

/** Throws `user.email_taken`, or `user.email_reserved` where a deleted user still holds the address. */
export async function demandFreeEmail(tx: Tx, email: string, exceptUserId?: string): Promise<void> {
  const holder = await tx
    .selectFrom('users')
    .select(['id', 'status'])
    .where('account_id', '=', tx.accountId)
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst();
  if (!holder || holder.id === exceptUserId) return;
  throw refuseField('email', holder.status === 'deleted' ? 'user.email_reserved' : 'user.email_taken');
}

/** Throws `user.username_taken`, or `user.username_reserved` where a deleted user still holds the name. */
export async function demandFreeUsername(tx: Tx, username: string, exceptUserId?: string): Promise<void> {
  const holder = await tx
    .selectFrom('users')
    .select(['id', 'status'])
    .where('account_id', '=', tx.accountId)
    .where('username_key', '=', usernameKey(username))
    .executeTakeFirst();
  if (!holder || holder.id === exceptUserId) return;
  throw refuseField('username', holder.status === 'deleted' ? 'user.username_reserved' : 'user.username_taken');
}
