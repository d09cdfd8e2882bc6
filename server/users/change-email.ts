import type { UserStatus } from '../../contract/users.ts';
import type { Tx } from '../db/pool.ts';
import { inviteByMail } from '../links/invite-by-mail.ts';
import { createLink, voidLinks } from '../links/links.ts';
import { queueMail } from '../mails/queue-mail.ts';
import type { Change } from '../platform/activity.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { demandFreeEmail } from './free-names.ts';
import { setEmail } from './set-email.ts';

interface Owner {
  readonly id: string;
  readonly status: UserStatus;
  readonly old: string;
  readonly oldNew: string | null;
}

/**
 * Begins the change of an address. Of a pending user it changes at once, with a new activation mail. Of a confirmed one it
 * waits for the link that is mailed to the new address, and the old address is told. Open links stop working. Answers
 * what changed. Throws `user.email_taken`, `user.email_reserved`, `request.too_many`.
 */
export async function changeEmail(
  tx: Tx,
  { id, status, old, oldNew }: Owner,
  email: string,
): Promise<Readonly<Record<string, Change>>> {
  await countAttempt(tx, LIMITS.activationFor, id);
  await demandFreeEmail(tx, email, id);
  if (status === 'pending') {
    const changes = await setEmail(tx, id, email);
    await inviteByMail(tx, { userId: id, email });
    return changes;
  }
  const { newEmail: _, ...lost } = await voidLinks(tx, id);
  const linkId = await createLink(tx, { userId: id, purpose: 'email_change', email });
  await tx
    .updateTable('users')
    .set(({ selectFrom }) => ({
      new_email: email,
      new_email_until: selectFrom('links').select('expires_at').where('account_id', '=', tx.accountId).where('id', '=', linkId),
    }))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .execute();
  await queueMail(tx, { userId: id, linkId, kind: 'email_change', to: email });
  await queueMail(tx, { userId: id, linkId: null, kind: 'email_change_notice', to: old });
  return { ...lost, newEmail: { old: oldNew, new: email } };
}
