import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { type OpenLink, openLink, redeemLink, voidLinks } from '../links/links.ts';
import { type Caller, record } from '../platform/activity.ts';
import { hashNewPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { rememberBrowser } from '../security/known-browsers.ts';
import { liftLock } from '../security/unlock-user.ts';
import { endSessions } from '../sessions/end-sessions.ts';

/**
 * Sets the new password of the link's user and ends all their sessions. Who reads their mails is never kept out: the lock of
 * wrong passwords is lifted, and the browser is theirs, so that strangers cannot lock it again. Throws `link.*`, `server.busy`.
 */
export async function resetPassword(
  db: Database,
  caller: Caller,
  token: string,
  password: string,
): Promise<OpenLink & { browserToken: string }> {
  const link = await openLink(db, 'password_reset', token);
  const passwordHash = await hashNewPassword('password', password, await namesAbout(db, link));
  const browserToken = await db.write(link.accountId, (tx) => setPassword(tx, caller, link, passwordHash));
  return { ...link, browserToken };
}

async function namesAbout(db: Database, { accountId, userId }: OpenLink): Promise<(string | null)[]> {
  const row = await db
    .reader(accountId)
    .selectFrom('users as u')
    .innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(['a.name', 'u.first_name', 'u.last_name', 'u.email', 'u.username'])
    .where('u.id', '=', userId)
    .executeTakeFirst();
  return Object.values(row ?? {});
}

async function setPassword(tx: Tx, caller: Caller, link: OpenLink, passwordHash: string): Promise<string> {
  await redeemLink(tx, link.linkId);
  const user = await tx
    .updateTable('users')
    .set({ password_hash: passwordHash, password_must_change: false, version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', link.userId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (user.numUpdatedRows !== 1n) throw new Refusal('link.invalid');
  await voidLinks(tx, link.userId);
  await endSessions(tx, link.userId, 'password_reset');
  await liftLock(tx, link.userId);
  const doer = { userId: link.userId, sessionId: null, caller };
  const changes = { password: 'changed' as const };
  await record(tx, doer, { action: 'user.password_reset', target: { type: 'user', id: link.userId }, changes });
  return rememberBrowser(tx, link.userId, caller);
}
