import type { Database } from '../db/pool.ts';
import type { MailUser, SendMail } from '../platform/mail.ts';
import { findFile, listFiles, removeFiles } from '../platform/mailbox.ts';

/**
 * Takes out of the mailbox every mail to somebody who is not there any more: erased, or gone with a sign-up that nobody
 * confirmed. What nobody can tell whose it is goes too.
 */
export async function forgetMails(db: Database, folder: string): Promise<void> {
  const files = await listFiles(folder);
  const there = await whoIsThere(
    db,
    files.flatMap(({ mail }) => mail?.users ?? []),
  );
  await removeFiles(files.filter(({ mail }) => !mail?.users.every(({ userId }) => there.has(userId))));
}

/**
 * Sends, and asks afterwards whether the mail's users are there still: the erasure of one may have looked through the
 * mailbox while the mail was written. Whichever comes second takes it out.
 */
export function sendAndSpareErased(db: Database, folder: string, send: SendMail): SendMail {
  return async (outgoing) => {
    await send(outgoing);
    const file = await findFile(folder, outgoing.id);
    if (!file.mail) return;
    const there = await whoIsThere(db, outgoing.users);
    if (!outgoing.users.every(({ userId }) => there.has(userId))) await removeFiles([file]);
  };
}

/** The ids of those who are there, in whatever state. */
async function whoIsThere(db: Database, users: readonly MailUser[]): Promise<ReadonlySet<string>> {
  const byAccount = [...Map.groupBy(users, ({ accountId }) => accountId)];
  const found = await Promise.all(
    byAccount.map(([accountId, ofAccount]) =>
      db
        .reader(accountId)
        .selectFrom('users')
        .select('id')
        .where('account_id', '=', accountId)
        .where(
          'id',
          'in',
          ofAccount.map(({ userId }) => userId),
        )
        .execute(),
    ),
  );
  return new Set(found.flat().map(({ id }) => id));
}
