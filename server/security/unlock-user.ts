import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { type Caller, type Changes, record } from '../platform/activity.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandAllowed } from '../users/demand-allowed.ts';
import { forgetFailures, namesOf } from './lockout.ts';

/** Forgets a user's wrong passwords and the lock that followed. Throws the reason of `USER_RULES.unlock`. */
export async function unlockUser(tx: Tx, signedIn: SignedIn, id: string): Promise<void> {
  await demandAllowed(tx, signedIn, id, 'unlock');
  const changes = await liftLock(tx, id);
  await record(tx, signedIn, { action: 'user.unlocked', target: { type: 'user', id }, changes });
}

/** Forgets the failures under every name of the user; answers the lock that ends by it, for the record. */
export async function liftLock(tx: Tx, userId: string): Promise<Changes> {
  const user = await tx
    .selectFrom('users as u')
    .innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(['u.email_key', 'u.username_key', 'u.locked_until', 'a.code'])
    .select(sql<boolean>`coalesce(u.locked_until > now(), false)`.as('is_locked'))
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow();
  const browsers = await tx.selectFrom('known_browsers').select('token_hash').where('user_id', '=', userId).execute();
  const names = namesOf(user.code, [user.email_key, user.username_key]);
  await forgetFailures(
    tx,
    userId,
    names,
    browsers.map(({ token_hash }) => token_hash),
  );
  if (!user.is_locked) return {};
  await setLock(tx, userId, null);
  return { lockedUntil: { old: user.locked_until?.toISOString() ?? null, new: null } };
}

/** Marks a user as locked for a quarter of an hour, records it, and tells them by mail, at most once a day. */
export async function markLocked(tx: Tx, caller: Caller, userId: string): Promise<void> {
  const user = await setLock(tx, userId, sql<Date>`now() + interval '15 minutes'`);
  const doer = { userId: null, sessionId: null, caller };
  const changes = { lockedUntil: { new: user?.locked_until?.toISOString() ?? null } };
  await record(tx, doer, { action: 'user.locked', target: { type: 'user', id: userId }, changes });
  const told = await tx
    .selectFrom('mails')
    .select('id')
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('kind', '=', 'locked')
    .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirst();
  if (told || user?.status !== 'active') return;
  await queueMail(tx, { userId, linkId: null, kind: 'locked', to: user.email });
}

function setLock(tx: Tx, userId: string, until: ReturnType<typeof sql<Date>> | null) {
  return tx
    .updateTable('users')
    .set({ locked_until: until })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .returning(['email', 'status', 'locked_until'])
    .executeTakeFirst();
}
