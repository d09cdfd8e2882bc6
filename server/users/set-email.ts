import { sql } from 'kysely';
import { emailKey, usernameKey, username as usernameRule } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import type { Change } from '../platform/activity.ts';
import { refuseField } from '../platform/refusal.ts';
import { sortKeys } from './sort-keys.ts';

/**
 * Puts an address in force, and answers what changed. A username that is the old address follows it.
 * Throws `user.email_taken`.
 */
export async function setEmail(tx: Tx, id: string, email: string): Promise<Record<string, Change>> {
  const user = await tx
    .selectFrom('users')
    .select(['email', 'new_email', 'username', 'first_name', 'last_name'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const username = usernameFor(email, user);
  await tx
    .updateTable('users')
    .set({
      email,
      email_key: emailKey(email),
      new_email: null,
      new_email_until: null,
      username,
      username_key: username && usernameKey(username),
      ...sortKeys({ firstName: user.first_name, lastName: user.last_name, email, username }),
      version: sql<number>`version + 1`,
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'users_account_id_email_key_key') ? refuseField('email', 'user.email_taken') : error;
    });
  return {
    email: { old: user.email, new: email },
    ...(user.new_email === null ? {} : { newEmail: { old: user.new_email, new: null } }),
    ...(username === user.username ? {} : { username: { old: user.username, new: username } }),
  };
}

/** A username with `@` is one's own address, so it follows; one that grows too long for a username ends. */
function usernameFor(email: string, user: { email: string; username: string | null }): string | null {
  if (!user.username?.includes('@') || email === user.email) return user.username;
  return usernameRule.safeParse(email).success ? email : null;
}
