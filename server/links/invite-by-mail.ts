import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import type { Changes } from '../platform/activity.ts';
import { createLink, voidLinks } from './links.ts';

/** Mails a new activation link to a pending user; earlier ones stop working. Answers what `voidLinks` does. */
export async function inviteByMail(tx: Tx, { userId, email }: { userId: string; email: string }): Promise<Changes> {
  const lost = await voidLinks(tx, userId);
  const linkId = await createLink(tx, { userId, purpose: 'activation', email });
  await queueMail(tx, { userId, linkId, kind: 'activation', to: email });
  return lost;
}
