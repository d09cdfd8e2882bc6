import { fieldErrorAt } from '../../contract/field-errors.ts';
import { usernameKey } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import type { UserRow } from '../db/tables.ts';
import type { Change } from '../platform/activity.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import { demandFreeUsername } from './free-names.ts';
import { sortKeys } from './sort-keys.ts';

interface NamesEdit {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly username?: string | null | undefined;
  /** The address that the same edit gives, which a pending user may have as username at once. */
  readonly email?: string | undefined;
}

type Before = Pick<UserRow, 'id' | 'status' | 'email' | 'username' | 'first_name' | 'last_name'>;

/**
 * Sets the names that are given, and notes what changed in `changes`. Throws `user.username_taken`, `user.username_reserved`,
 * and `field.username` for another's address.
 */
export async function changeNames(tx: Tx, before: Before, edit: NamesEdit, changes: Record<string, Change>): Promise<void> {
  const username = edit.username === undefined ? before.username : edit.username;
  const next = { firstName: edit.firstName ?? before.first_name, lastName: edit.lastName ?? before.last_name, username };
  // Of a confirmed user only the address in force counts; one that was the old address follows by itself.
  const own = before.status === 'pending' ? (edit.email ?? before.email) : before.email;
  if (username !== before.username && username?.includes('@') && username.toLowerCase() !== own.toLowerCase()) {
    throw new Refusal('request.invalid', { errors: [fieldErrorAt('username', 'field.username')] });
  }
  if (next.firstName !== before.first_name) changes.firstName = { old: before.first_name, new: next.firstName };
  if (next.lastName !== before.last_name) changes.lastName = { old: before.last_name, new: next.lastName };
  if (username !== before.username) changes.username = { old: before.username, new: username };
  if (Object.keys(changes).length === 0) return;
  if (username && username !== before.username) await demandFreeUsername(tx, username, before.id);
  await tx
    .updateTable('users')
    .set({
      first_name: next.firstName,
      last_name: next.lastName,
      username,
      username_key: username && usernameKey(username),
      ...sortKeys({ ...next, email: before.email }),
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', before.id)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'users_account_id_username_key_key') ? refuseField('username', 'user.username_taken') : error;
    });
}
