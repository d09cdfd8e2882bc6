import { sql } from 'kysely';
import { emailKey, usernameKey, username as usernameRule } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { record } from '../platform/activity.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandFreeEmail } from './free-names.ts';
import { USER_RULES } from './policy.ts';
import { lockForRule } from './queries.ts';
import { sortKeys } from './sort-keys.ts';

/**
 * Sends a pending user's activation mail again, to a corrected address if one is given. Earlier links stop working.
 * Throws the reason of `USER_RULES.sendActivation`, `user.not_found`, `request.too_many`, and what `demandFreeEmail` throws.
 */
export async function sendActivation(tx: Tx, signedIn: SignedIn, id: string, corrected: string | undefined): Promise<void> {
  const locked = await lockForRule(tx, signedIn.userId, id);
  if (!locked) throw new Refusal('session.required');
  if (!locked.target) throw new Refusal('user.not_found');
  demand(USER_RULES.sendActivation, locked.actor, locked.target);
  await countAttempt(tx, LIMITS.activationFor, id);
  const user = await tx
    .selectFrom('users')
    .select(['email', 'username', 'first_name', 'last_name'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const email = corrected ?? user.email;
  const username = usernameFor(email, user);
  if (email !== user.email) {
    await demandFreeEmail(tx, email, id);
    const keys = sortKeys({ firstName: user.first_name, lastName: user.last_name, email, username });
    const names = { email, email_key: emailKey(email), username, username_key: username && usernameKey(username) };
    await tx
      .updateTable('users')
      .set({ ...names, ...keys, version: sql<number>`version + 1` })
      .where('account_id', '=', tx.accountId)
      .where('id', '=', id)
      .execute()
      .catch((error: unknown) => {
        throw violates(error, 'users_account_id_email_key_key') ? refuseField('email', 'user.email_taken') : error;
      });
  }
  const changes = {
    email: { old: user.email, new: email },
    ...(username === user.username ? {} : { username: { old: user.username, new: username } }),
  };
  const entry = { action: 'user.activation_sent', target: { type: 'user', id } } as const;
  await record(tx, signedIn, email === user.email ? entry : { ...entry, changes });
  await inviteByMail(tx, { userId: id, email });
}

/** A username with `@` is one's own address, so it follows a correction; one that grows too long for a username ends. */
function usernameFor(email: string, user: { email: string; username: string | null }): string | null {
  if (!user.username?.includes('@') || email === user.email) return user.username;
  return usernameRule.safeParse(email).success ? email : null;
}
