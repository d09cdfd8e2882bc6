import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { isWithin, LIMITS } from '../platform/limits.ts';

/** Queues a mail to the user whose sign-in was news. At most five an hour. */
export async function tellOfNewSignIn(tx: Tx, userId: string, sessionId: string, email: string): Promise<void> {
  if (!(await isWithin(tx, LIMITS.newSignInFor, userId))) return;
  await queueMail(tx, { userId, linkId: null, kind: 'new_sign_in', to: email, sessionId });
}

/**
 * Whether a sign-in of the user `u` is news, as a piece of a query before the session stands there: where no session of the
 * last 90 days came from this place with this kind of device, unless they switched these mails off. The first sign-in
 * after the confirmation is no news.
 */
export function isNewSignIn(address: string | null, device: string | null) {
  const earlier = sql`select from sessions s
    where s.account_id = u.account_id and s.user_id = u.id and s.created_at > now() - interval '90 days'`;
  return sql<boolean>`u.mails_new_sign_in
    and not exists (${earlier}
      and place_of(s.address) is not distinct from place_of(${address}::inet)
      and device_kind(s.device) is not distinct from device_kind(${device}::text))
    and (u.confirmed_at < now() - interval '90 days' or exists (${earlier}))`;
}
