import { sql } from 'kysely';
import { dropActivity } from './activity/drop-activity.ts';
import { makeActivityMonths } from './activity/make-months.ts';
import type { Config } from './config.ts';
import type { Database } from './db/pool.ts';
import { forgetMails, sendAndSpareErased } from './mailbox/forget-mails.ts';
import { sendMail } from './mails/send-mail.ts';
import { sendPasswordReset } from './password-resets/send-password-reset.ts';
import type { Tasks } from './platform/jobs.ts';
import { mailboxFolder, type SendMail } from './platform/mail.ts';
import { closeRepeats } from './platform/repeats.ts';
import type { Secrets } from './platform/secrets.ts';
import { eraseExpired } from './users/erase-user.ts';

interface Parts {
  readonly db: Database;
  readonly config: Config;
  readonly secrets: Secrets;
}

/** Everything that runs in the background: one line per task. */
export function createTasks({ db, config, secrets }: Parts, send: SendMail): Tasks {
  const mailbox = mailboxFolder(config);
  const post = { db, send: sendAndSpareErased(db, mailbox, send), secrets, rollcallUrl: config.ROLLCALL_URL };
  return {
    send_mail: (payload, attempt) => sendMail(post, payload, attempt),
    send_password_reset: (payload) => sendPasswordReset(post, payload),
    forget_mails: () => forgetMails(db, mailbox),
    erase_users: () => eraseExpired(db),
    close_repeats: () => closeRepeats(db),
    make_activity_months: () => makeActivityMonths(db),
    drop_activity: () => dropActivity(db, config.ACTIVITY_DAYS, 'system').then(() => undefined),
    clean_up: async () => {
      await sql`select clean_up(), clean_up_live_events(), clean_up_sign_in(), clean_up_providers()`.execute(db.reader(null));
      await forgetMails(db, mailbox);
    },
  };
}
