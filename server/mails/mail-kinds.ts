import type { MailsTable } from '../db/tables.ts';
import type { MailContent } from '../platform/mail-layout.ts';
import { activationMail } from './activation-mail.ts';
import { emailChangeMail, emailChangeNotice } from './email-change-mails.ts';
import { becameMainUserMail, wasMainUserMail } from './hand-over-mails.ts';
import type { MailFacts } from './mail-facts.ts';
import {
  authenticatorRemovedMail,
  authenticatorSetUpMail,
  recoveryCodeUsedMail,
  secondFactorResetMail,
  signInCodeMail,
} from './second-factor-mails.ts';

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
  sign_in_code: { page: '/', write: signInCodeMail },
  recovery_code_used: { page: '/me', write: recoveryCodeUsedMail },
  authenticator_set_up: { page: '/me', write: authenticatorSetUpMail },
  authenticator_removed: { page: '/me', write: authenticatorRemovedMail },
  second_factor_reset: { page: '/', write: secondFactorResetMail },
};
