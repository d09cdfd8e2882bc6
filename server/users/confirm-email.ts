import type { Database, Tx } from '../db/pool.ts';
import { type OpenLink, openLink, redeemLink, voidLinks } from '../links/links.ts';
import { type Caller, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import { setEmail } from './set-email.ts';

/** Puts a changed address in force by its mailed link. Throws `link.*`, `user.email_taken`. */
export async function confirmEmail(db: Database, caller: Caller, token: string): Promise<OpenLink> {
  const link = await openLink(db, 'email_change', token);
  await db.write(link.accountId, (tx) => confirm(tx, caller, link));
  return link;
}

async function confirm(tx: Tx, caller: Caller, link: OpenLink): Promise<void> {
  // The user first, as every other write locks them.
  const user = await tx
    .selectFrom('users')
    .select('new_email')
    .where('account_id', '=', tx.accountId)
    .where('id', '=', link.userId)
    .where('status', 'in', ['active', 'inactive'])
    .forUpdate()
    .executeTakeFirst();
  await redeemLink(tx, link.linkId);
  if (user?.new_email !== link.email) throw new Refusal('link.invalid');
  const changes = {
    ...(await setEmail(tx, link.userId, link.email)),
    ...(await voidLinks(tx, link.userId)),
    ...(await forgetProofs(tx, link.userId)),
  };
  const doer = { userId: link.userId, sessionId: null, caller };
  await record(tx, doer, { action: 'user.email_changed', target: { type: 'user', id: link.userId }, changes });
}
