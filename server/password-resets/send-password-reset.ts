import { sql } from 'kysely';
import { v5 } from 'uuid';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import { emailKey } from '../../contract/text.ts';
import type { Database, Tx } from '../db/pool.ts';
import { createLink, createLinkToken } from '../links/links.ts';
import { writePasswordReset } from '../mails/mail-kinds.ts';
import { record } from '../platform/activity.ts';
import type { JobPayloads } from '../platform/jobs.ts';
import { faultOf, isFinal, type MailUser, type SendMail } from '../platform/mail.ts';

/** A second try makes another token, and nothing else. */
const OUTBOX = { unrecorded: 'outbox' } as const;

interface Post {
  readonly db: Database;
  readonly send: SendMail;
  readonly rollcallUrl: string;
}

interface Target {
  readonly account_id: string;
  readonly user_id: string;
  readonly account_code: string;
  /** From where it was asked. */
  readonly address: string | null;
}

interface Choice {
  readonly user: MailUser;
  readonly email: string;
  readonly language: InterfaceLanguage;
  readonly accountName: string;
  readonly accountCode: string;
  readonly url: string;
}

/**
 * Mails one link for each account that knows the address, with its code, in the language of the first. Nobody there: no mail. A later attempt leaves
 * out links that no longer work; a refusal by the mail server is final.
 */
export async function sendPasswordReset(post: Post, { requestId }: JobPayloads['send_password_reset']): Promise<void> {
  const { rows } = await sql<Target>`
    select account_id, user_id, account_code, host(address) as address from password_reset_targets(${requestId})`.execute(
    post.db.reader(null),
  );
  const prepared = await Promise.all(
    rows.map((target) => post.db.write(target.account_id, (tx) => prepare(tx, target, requestId, post.rollcallUrl), OUTBOX)),
  );
  for (const choices of byAddress(prepared.filter((choice) => choice !== null))) await mail(post, requestId, choices);
  await sql`select forget_password_reset(${requestId})`.execute(post.db.reader(null));
}

type Choices = readonly [Choice, ...Choice[]];

/** One of the users may have got another address since they were found: no link goes to an address that is not its user's. */
export function byAddress(choices: readonly Choice[]): Choices[] {
  return [...Map.groupBy(choices, ({ email }) => emailKey(email)).values()] as unknown as Choices[];
}

async function mail({ send }: Post, requestId: string, choices: Choices): Promise<void> {
  const [first, ...others] = choices;
  const { language, email } = first;
  const users = [first.user, ...others.map(({ user }) => user)] as const;
  const content = writePasswordReset(
    language,
    choices.map(({ accountName, accountCode, url }) => ({ accountName, accountCode, url })),
  );
  await send({ id: v5(emailKey(email), requestId), to: email, users, content }).catch((error: unknown) => {
    if (!isFinal(error)) throw faultOf(error);
  });
}

/** The link's id follows from request and user, so that a second attempt finds the first one's. Null where that is over. */
async function prepare(tx: Tx, target: Target, requestId: string, rollcallUrl: string): Promise<Choice | null> {
  const linkId = v5(target.user_id, requestId);
  const user = await tx
    .selectFrom('users as u')
    .innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(['u.email', 'a.name'])
    .select(({ fn }) => fn.coalesce('u.interface_language', 'a.interface_language').as('language'))
    .where('u.account_id', '=', tx.accountId)
    .where('u.id', '=', target.user_id)
    .executeTakeFirstOrThrow();
  const before = await tx
    .selectFrom('links')
    .select(sql<boolean>`used_at is null and voided_at is null and expires_at > now()`.as('is_open'))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', linkId)
    .executeTakeFirst();
  if (before && !before.is_open) return null;
  if (!before) {
    await createLink(tx, { id: linkId, userId: target.user_id, purpose: 'password_reset', email: user.email });
    const visitor = { userId: null, sessionId: null, caller: { address: target.address, device: null } };
    await record(tx, visitor, { action: 'user.password_reset_requested', target: { type: 'user', id: target.user_id } });
  }
  const token = await createLinkToken(tx, linkId);
  return {
    user: { accountId: target.account_id, userId: target.user_id },
    email: user.email,
    language: user.language,
    accountName: user.name,
    accountCode: target.account_code,
    url: `${rollcallUrl}/reset-password#${token}`,
  };
}
