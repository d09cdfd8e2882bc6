import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/pool.ts';
import type { LinksTable } from '../db/tables.ts';
import type { Changes } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newId, newToken } from '../platform/tokens.ts';

type Purpose = LinksTable['purpose'];

/** How long a mailed link works. */
const HOURS: Record<Purpose, number> = { activation: 7 * 24, password_reset: 1, email_change: 24 };

interface NewLink {
  readonly userId: string;
  readonly purpose: Purpose;
  readonly email: string;
  readonly id?: string;
}

/** Makes a link for one user and address; answers its id. It has no token yet: each attempt to mail it makes one. */
export async function createLink(tx: Tx, { userId, purpose, email, id = newId() }: NewLink): Promise<string> {
  await tx
    .insertInto('links')
    .values({
      account_id: tx.accountId,
      id,
      user_id: userId,
      purpose,
      email,
      expires_at: sql<Date>`now() + make_interval(hours => ${HOURS[purpose]}::int)`,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
    .execute();
  return id;
}

/** A new token of the link, for the mail that is about to leave. The link's other tokens go on working. */
export async function createLinkToken(tx: Tx, linkId: string): Promise<string> {
  const token = newToken();
  await tx
    .insertInto('link_tokens')
    .values({ account_id: tx.accountId, link_id: linkId, token_hash: hashOf(token) })
    .execute();
  return token;
}

/**
 * All open links of the user (for this purpose) stop working, and their mails that are still queued are not sent. Answers what
 * the user loses by it, for the record: an address that waited.
 */
export async function voidLinks(tx: Tx, userId: string, purpose?: Purpose): Promise<Changes> {
  const lost = !purpose || purpose === 'email_change' ? await forgetNewEmail(tx, userId) : {};
  let links = tx
    .updateTable('links')
    .set({ voided_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null);
  if (purpose) links = links.where('purpose', '=', purpose);
  await links.execute();
  let mails = tx
    .updateTable('mails')
    .set({ status: 'voided', changed_at: sql<Date>`now()`, next_attempt_at: null })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('link_id', 'is not', null)
    .where('status', '=', 'queued');
  if (purpose) {
    const ofPurpose = tx.selectFrom('links').select('id').where('account_id', '=', tx.accountId).where('user_id', '=', userId);
    mails = mails.where('link_id', 'in', ofPurpose.where('purpose', '=', purpose));
  }
  await mails.execute();
  return lost;
}

/** Without its link no new address waits. */
async function forgetNewEmail(tx: Tx, userId: string): Promise<Changes> {
  const me = tx.selectFrom('users').select('new_email').where('account_id', '=', tx.accountId).where('id', '=', userId);
  const before = await me.where('new_email', 'is not', null).executeTakeFirst();
  if (!before) return {};
  await tx
    .updateTable('users')
    .set({ new_email: null, new_email_until: null })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .execute();
  return { newEmail: { old: before.new_email, new: null } };
}

export interface OpenLink {
  readonly accountId: string;
  readonly linkId: string;
  readonly userId: string;
  readonly email: string;
}

/** The link behind a token, if it can be used now. Throws `link.invalid`, `link.used`, `link.expired`. */
export async function openLink(db: Database, purpose: Purpose, token: string): Promise<OpenLink> {
  const found = await sql<{ account_id: string; link_id: string }>`
    select account_id, link_id from find_link(${hashOf(token)})`.execute(db.reader(null));
  const where = found.rows[0];
  if (!where) throw new Refusal('link.invalid');
  const link = await findOpenLink(db.reader(where.account_id), where.link_id, purpose);
  return { accountId: where.account_id, linkId: where.link_id, userId: link.user_id, email: link.email };
}

async function findOpenLink(db: Reader, linkId: string, purpose: Purpose) {
  const link = await db
    .selectFrom('links')
    .select(['user_id', 'email', 'used_at', 'voided_at'])
    .select(sql<boolean>`expires_at <= now()`.as('expired'))
    .where('id', '=', linkId)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  if (!link || link.voided_at) throw new Refusal('link.invalid');
  if (link.used_at) throw new Refusal('link.used');
  if (link.expired) throw new Refusal('link.expired');
  return link;
}

/**
 * Locks whom a link changes before the link itself: the user, or the account and then the user. Every other write locks them in
 * this order, so nobody waits for somebody who waits for them.
 */
export async function lockForLink(tx: Tx, userId: string, what: 'user' | 'account'): Promise<void> {
  if (what === 'account') await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forNoKeyUpdate().execute();
  const user = tx.selectFrom('users').select('id').where('account_id', '=', tx.accountId).where('id', '=', userId);
  await user.forUpdate().execute();
}

/** Uses the link up: of two people who press the button at once, one does. Throws `link.used`. */
export async function redeemLink(tx: Tx, linkId: string): Promise<void> {
  const used = await tx
    .updateTable('links')
    .set({ used_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', linkId)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw new Refusal('link.used');
}
