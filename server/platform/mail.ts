import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { type MailContent, mailHtml, mailText } from './mail-layout.ts';
import { storeMail } from './mailbox.ts';

/** Somebody to whom a mail is written. */
export interface MailUser {
  readonly accountId: string;
  readonly userId: string;
}

export interface OutgoingMail {
  /** The same on every attempt, so that a mail that arrives twice shows once. */
  readonly id: string;
  readonly to: string;
  /** Whose it is, so that it goes with any of them. Of one address there may be several. */
  readonly users: readonly [MailUser, ...MailUser[]];
  readonly content: MailContent;
}

/** Sends one mail, or throws what the mail server said. */
export type SendMail = (mail: OutgoingMail) => Promise<void>;

/** The mail server of `SMTP_URL`, or else the mailbox in the data folder. */
export function createMailer(config: Config): { send: SendMail; close: () => void } {
  const host = new URL(config.ROLLCALL_URL).hostname;
  if (!config.SMTP_URL) return { send: (mail) => keep(config, mail), close: () => undefined };
  const transport = createTransport(config.SMTP_URL, {
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as object);
  return {
    send: async ({ id, to, content }) => {
      await transport.sendMail({
        from: config.MAIL_FROM,
        to: { name: '', address: to },
        messageId: `<${id}@${host}>`,
        subject: content.subject,
        html: mailHtml(content),
        text: mailText(content),
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': content.language },
      });
    },
    close: () => transport.close(),
  };
}

function keep(config: Config, { id, to, users, content }: OutgoingMail): Promise<void> {
  return storeMail(mailboxFolder(config), {
    id,
    users: [...users],
    to,
    from: config.MAIL_FROM,
    subject: content.subject,
    html: mailHtml(content),
    text: mailText(content),
    at: new Date().toISOString(),
  });
}

/** Where mails are kept that no server sends. */
export function mailboxFolder(config: Config): string {
  return join(config.ROLLCALL_DATA_DIR, 'mailbox');
}

/** Whether trying again is of no use: the server said no for good (RFC 5321, a 5xx answer to recipient or content). */
export function isFinal(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
}

/** What the mail server said, in one line, without credentials. */
export function reasonOf(error: unknown): string {
  const { response, message } = error as { response?: string; message?: string };
  return (response ?? message ?? 'unknown')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\/\/[^@/\s]+@/g, '//')
    .slice(0, 300);
}

/** The same for a job that is tried again and for the log: they keep nobody's address. */
export function faultOf(error: unknown): Error {
  return new Error(reasonOf(error).replaceAll(/[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/g, '…'));
}
