import type { Tx } from '../db/pool.ts';
import { addJob } from '../platform/jobs.ts';
import { newId } from '../platform/tokens.ts';
import type { MailKind } from './mail-kinds.ts';

interface QueuedMail {
  readonly userId: string;
  readonly linkId: string | null;
  /** Of a mail that brings a code: the sign-in that asked for it. */
  readonly attemptId?: string;
  /** What it tells about, where its kind alone does not say it. */
  readonly about?: string;
  readonly kind: MailKind;
  readonly to: string;
  /** The sign-in that the mail tells about. */
  readonly sessionId?: string;
}

/** Puts a mail in the outbox and answers its id; it leaves after the transaction's commit. Its state stays to be seen. */
export async function queueMail(tx: Tx, { userId, linkId, attemptId, about, kind, to, sessionId }: QueuedMail): Promise<string> {
  const id = newId();
  await tx
    .insertInto('mails')
    .values({
      account_id: tx.accountId,
      id,
      user_id: userId,
      link_id: linkId,
      attempt_id: attemptId ?? null,
      about: about ?? null,
      kind,
      to_address: to,
      session_id: sessionId ?? null,
    })
    .execute();
  await addJob(tx, 'send_mail', { accountId: tx.accountId, mailId: id });
  return id;
}
