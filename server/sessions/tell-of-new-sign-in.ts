import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import type { Caller } from '../platform/activity.ts';
import { isWithin, LIMITS } from '../platform/limits.ts';

interface SignIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly caller: Caller;
}

/**
 * Queues a mail to the user where no other session of the last 90 days came from this place with this kind of device,
 * unless they switched these mails off. The first sign-in after the confirmation is no news. At most five mails an hour.
 */
export async function tellOfNewSignIn(tx: Tx, { userId, sessionId, caller }: SignIn): Promise<void> {
  const user = await newSignIn(tx, { userId, sessionId, caller }).executeTakeFirst();
  if (!user || !(await isWithin(tx, LIMITS.newSignInFor, userId))) return;
  await queueMail(tx, { userId, linkId: null, kind: 'new_sign_in', to: user.email, sessionId });
}

/** The user's address, if this sign-in is news to them. */
export function newSignIn(tx: Tx, { userId, sessionId, caller }: SignIn) {
  const isLately = sql<boolean>`s.created_at > now() - interval '90 days'`;
  const isAlike = sql<boolean>`place_of(s.address) is not distinct from place_of(${caller.address}::inet)
    and device_kind(s.device) is not distinct from device_kind(${caller.device}::text)`;
  const earlier = sql`select from sessions s
    where s.account_id = u.account_id and s.user_id = u.id and s.id <> ${sessionId}::uuid and ${isLately}`;
  return tx
    .selectFrom('users as u')
    .select('u.email')
    .where('u.account_id', '=', tx.accountId)
    .where('u.id', '=', userId)
    .where('u.mails_new_sign_in', '=', true)
    .where(sql<boolean>`not exists (${earlier} and ${isAlike})`)
    .where(sql<boolean>`(u.confirmed_at < now() - interval '90 days' or exists (${earlier}))`);
}
