import { sql } from 'kysely';
import { deviceOf } from '../../contract/device-of.ts';
import { timezoneNamed } from '../../contract/timezones.ts';
import type { Database, Reader, Tx } from '../db/pool.ts';
import { createLinkToken } from '../links/links.ts';
import type { Attempt, JobPayloads } from '../platform/jobs.ts';
import { faultOf, isFinal, reasonOf, type SendMail } from '../platform/mail.ts';
import type { MailContent } from '../platform/mail-layout.ts';
import type { Secrets } from '../platform/secrets.ts';
import { emailCodeOf } from '../second-factors/email-codes.ts';
import type { SignInFacts } from './mail-facts.ts';
import { MAIL_PAGES, writeMail } from './mail-kinds.ts';

/** What a mail tells of is recorded where it was queued. */
const OUTBOX = { unrecorded: 'outbox' } as const;

interface Post {
  readonly db: Database;
  readonly send: SendMail;
  readonly rollcallUrl: string;
  readonly secrets: Secrets;
}

/**
 * Sends a queued mail and writes down how it went. A fault is tried again later, growing rarer; a refusal by the mail
 * server is final. The link's token or the code is made here, so that it is nowhere but in the mail. A code that nobody
 * waits for any more is not sent.
 */
export async function sendMail(post: Post, { accountId, mailId }: JobPayloads['send_mail'], attempt: Attempt): Promise<void> {
  const mail = await findMail(post.db.reader(accountId), mailId);
  if (mail?.status !== 'queued') return;
  if (mail.attempt_id && !mail.attempt_waits) return post.db.write(accountId, (tx) => markVoided(tx, mailId, attempt), OUTBOX);
  const content = await contentOf(post, accountId, mailId, mail);
  try {
    await post.send({ id: mailId, to: mail.to_address, users: [{ accountId, userId: mail.user_id }], content });
  } catch (error) {
    const isOver = isFinal(error) || attempt.isLast;
    await post.db.write(accountId, (tx) => markFailed(tx, mailId, attempt, reasonOf(error), isOver), OUTBOX);
    if (isOver) return;
    throw faultOf(error);
  }
  await post.db.write(accountId, (tx) => markSent(tx, mailId, attempt), OUTBOX);
}

function findMail(db: Reader, mailId: string) {
  return db
    .selectFrom('mails as m')
    .innerJoin('users as u', (on) => on.onRef('u.account_id', '=', 'm.account_id').onRef('u.id', '=', 'm.user_id'))
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .leftJoin('sessions as s', (on) => on.onRef('s.account_id', '=', 'm.account_id').onRef('s.id', '=', 'm.session_id'))
    .leftJoin('sign_in_attempts as t', (on) => on.onRef('t.account_id', '=', 'm.account_id').onRef('t.id', '=', 'm.attempt_id'))
    .select([
      'm.status',
      'm.kind',
      'm.to_address',
      'm.user_id',
      'm.link_id',
      'u.first_name',
      'u.username',
      'u.new_email',
      'a.name',
      'a.code',
    ])
    .select(['m.session_id', 'm.attempt_id', 'm.about', 's.created_at as signed_in_at', 's.device'])
    .select(sql<string | null>`host(s.address)`.as('address'))
    .select(
      sql<boolean>`t.code_mail_id = m.id and t.ended_at is null and t.proved_at is null and t.expires_at > now()`.as(
        'attempt_waits',
      ),
    )
    .select(({ eb, fn }) => [
      eb('a.owner_id', '=', eb.ref('u.id')).as('is_owner'),
      eb('u.password_hash', 'is', null).as('has_no_password'),
      fn.coalesce('u.interface_language', 'a.interface_language').as('language'),
      fn.coalesce('u.timezone', 'a.timezone').as('timezone'),
    ])
    .where('m.id', '=', mailId)
    .executeTakeFirst();
}

type MailRow = NonNullable<Awaited<ReturnType<typeof findMail>>>;

async function contentOf(
  { db, rollcallUrl, secrets }: Post,
  accountId: string,
  mailId: string,
  mail: MailRow,
): Promise<MailContent> {
  const linkId = mail.link_id;
  const token = linkId ? await db.write(accountId, (tx) => createLinkToken(tx, linkId), OUTBOX) : null;
  const attemptId = mail.attempt_id;
  const facts = {
    code: attemptId ? emailCodeOf(secrets, { accountId, attemptId, mailId }) : null,
    about: mail.about,
    isSignUp: Boolean(mail.is_owner),
    firstName: mail.first_name,
    accountName: mail.name,
    accountCode: mail.code,
    username: mail.username,
    newEmail: mail.new_email,
    choosesPassword: Boolean(mail.has_no_password),
    signIn: signInOf(mail),
  };
  return writeMail(mail.kind, mail.language, facts, `${rollcallUrl}${MAIL_PAGES[mail.kind]}${token ? `#${token}` : ''}`);
}

/** The sign-in that the mail tells about, in the reader's language and timezone. */
function signInOf({ signed_in_at: at, address, device, language, timezone }: MailRow): SignInFacts | null {
  if (!at) return null;
  const format = { dateStyle: 'full', timeStyle: 'long', timeZone: timezoneNamed(timezone) ?? 'UTC' } as const;
  return { at: new Intl.DateTimeFormat(language, format).format(at), address, ...deviceOf(device) };
}

async function markSent(tx: Tx, mailId: string, { number }: Attempt): Promise<void> {
  await updateMail(tx, mailId, { status: 'sent', attempts: number, reason: null, next_attempt_at: null });
}

async function markVoided(tx: Tx, mailId: string, { number }: Attempt): Promise<void> {
  await updateMail(tx, mailId, { status: 'voided', attempts: number, reason: null, next_attempt_at: null });
}

async function markFailed(tx: Tx, mailId: string, { number, next }: Attempt, reason: string, isOver: boolean): Promise<void> {
  await updateMail(tx, mailId, {
    status: isOver ? 'failed' : 'queued',
    attempts: number,
    reason,
    next_attempt_at: isOver ? null : next,
  });
}

interface Outcome {
  readonly status: 'sent' | 'failed' | 'queued' | 'voided';
  readonly attempts: number;
  readonly reason: string | null;
  readonly next_attempt_at: Date | null;
}

async function updateMail(tx: Tx, mailId: string, outcome: Outcome): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ ...outcome, changed_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', mailId)
    .where('status', '=', 'queued')
    .execute();
}
