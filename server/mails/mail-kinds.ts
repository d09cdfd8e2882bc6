import type { MailsTable } from '../db/tables.ts';
import type { MailContent } from '../platform/mail-layout.ts';
import { activationMail } from './activation-mail.ts';
import { emailChangeMail, emailChangeNotice } from './email-change-mails.ts';
import { becameMainUserMail, wasMainUserMail } from './hand-over-mails.ts';
import { lockedMail } from './locked-mail.ts';
import type { MailFacts } from './mail-facts.ts';

interface Kind {
  /** The page behind the button. */
  readonly page: `/${string}`;
  readonly write: (facts: MailFacts) => MailContent;
}

export type MailKind = MailsTable['kind'];

/** Every mail that is queued for one user: what it says, and where its button leads. */
export const MAIL_KINDS: Readonly<Record<MailKind, Kind>> = {
  activation: { page: '/activate', write: activationMail },
  email_change: { page: '/confirm-email', write: emailChangeMail },
  email_change_notice: { page: '/', write: emailChangeNotice },
  became_main_user: { page: '/', write: becameMainUserMail },
  was_main_user: { page: '/', write: wasMainUserMail },
  locked: { page: '/forgot-password', write: lockedMail },
};
