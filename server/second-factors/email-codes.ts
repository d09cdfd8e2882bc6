import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mails/queue-mail.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import type { Secrets } from '../platform/secrets.ts';

const DIGITS = 6;

/** What a mailed code follows from: each mail of each attempt has its own. */
export interface CodeMail {
  readonly accountId: string;
  readonly attemptId: string;
  readonly mailId: string;
}

/**
 * The code of a mail. It follows from ids and a key that is not in the database, so neither it nor its hash is stored,
 * and a mail that is sent twice says the same.
 */
export function emailCodeOf(secrets: Secrets, mail: CodeMail): string {
  return codesOf(secrets, mail)[0] ?? '';
}

/** Whether this is the code of the mail; also by an older key, since keys may change in between. */
export function isEmailCode(secrets: Secrets, mail: CodeMail, code: string): boolean {
  const typed = Buffer.from(code.padEnd(DIGITS).slice(0, DIGITS));
  return codesOf(secrets, mail).some((right) => timingSafeEqual(Buffer.from(right), typed));
}

function codesOf(secrets: Secrets, { accountId, attemptId, mailId }: CodeMail): string[] {
  return secrets.digitsOf(['email-code', accountId, attemptId, mailId], DIGITS);
}

/** Queues a mail with a new code, good for ten minutes; earlier codes of the attempt stop working. Throws `request.too_many`. */
export async function mailCode(tx: Tx, attempt: { id: string; userId: string; email: string }): Promise<void> {
  await countAttempt(tx, LIMITS.codeMailFor, attempt.userId);
  await tx
    .updateTable('mails')
    .set({ status: 'voided', changed_at: sql<Date>`now()`, next_attempt_at: null })
    .where('account_id', '=', tx.accountId)
    .where('attempt_id', '=', attempt.id)
    .where('status', '=', 'queued')
    .execute();
  const mail = { userId: attempt.userId, linkId: null, attemptId: attempt.id, kind: 'sign_in_code', to: attempt.email } as const;
  const mailId = await queueMail(tx, mail);
  await tx
    .updateTable('sign_in_attempts')
    .set({ code_mail_id: mailId, code_asked_at: sql<Date>`now()`, expires_at: sql<Date>`now() + interval '10 minutes'` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', attempt.id)
    .execute();
}
