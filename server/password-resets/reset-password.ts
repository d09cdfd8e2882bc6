import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { type OpenLink, openLink, redeemLink, voidLinks } from '../links/links.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, forgiveAttempt, LIMITS } from '../platform/limits.ts';
import { hashNewPassword } from '../platform/passwords.ts';
import { type Concern, concerning, Refusal, refuseField } from '../platform/refusal.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import { tellOfRecoveryCode } from '../second-factors/prove.ts';
import { recoveryCodeHash, spendRecoveryCode } from '../second-factors/recovery-codes.ts';
import { rememberBrowser } from '../security/known-browsers.ts';
import { liftLock } from '../security/unlock-user.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { NOT_TEMPORARY } from '../sessions/usable-password.ts';
import { recoveryCodeNeed } from './recovery-code-need.ts';

interface Wish {
  readonly token: string;
  readonly password: string;
  readonly recoveryCode?: string | undefined;
}

/**
 * Sets the new password of the link's user and ends all their sessions. Skips no second factor: where that is mailed, a
 * recovery code is needed too (S-2). Who reads their mails is never kept out: the lock of wrong passwords is lifted, and the
 * browser is theirs, so that strangers cannot lock it again. Throws `link.*`, `recovery_code.*`, `request.too_many`, `server.busy`.
 */
export async function resetPassword(
  db: Database,
  caller: Caller,
  { token, password, recoveryCode }: Wish,
): Promise<OpenLink & { browserToken: string }> {
  const link = await openLink(db, 'password_reset', token);
  if (recoveryCode) {
    await countAttempt(db, LIMITS.resetCodeTry, link.userId).catch((error) => {
      throw concerning(error, failed(link.accountId, link.userId));
    });
  }
  const codeHash = recoveryCode ? await recoveryCodeHash(db, link.accountId, link.userId, recoveryCode) : undefined;
  const passwordHash = await hashNewPassword('password', password, await namesAbout(db, link));
  const hashes = { passwordHash, codeHash };
  const browserToken = await db.write(link.accountId, (tx) => setPassword(tx, caller, link, hashes));
  if (recoveryCode) await forgiveAttempt(db, LIMITS.resetCodeTry, link.userId);
  return { ...link, browserToken };
}

/** For the record: a link alone was not enough. */
function failed(accountId: string, userId: string): Concern {
  return { accountId, userId, action: 'user.password_reset_failed', reason: 'recovery_code' };
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

interface Hashes {
  readonly passwordHash: string;
  /** Of the recovery code; undefined where none was typed. */
  readonly codeHash: Buffer | null | undefined;
}

async function demandRecoveryCode(tx: Tx, caller: Caller, userId: string, codeHash: Hashes['codeHash']): Promise<void> {
  if ((await recoveryCodeNeed(tx, userId)) === 'none') return;
  if (codeHash === undefined)
    throw concerning(refuseField('recoveryCode', 'recovery_code.required'), failed(tx.accountId, userId));
  const left = await spendRecoveryCode(tx, userId, codeHash);
  if (left === null) throw concerning(refuseField('recoveryCode', 'recovery_code.wrong'), failed(tx.accountId, userId));
  await tellOfRecoveryCode(tx, caller, userId, left);
}

function lockUser(tx: Tx, userId: string) {
  return tx
    .selectFrom('users')
    .select(['password_must_change', 'reset_allowed_until'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

async function setPassword(tx: Tx, caller: Caller, link: OpenLink, { passwordHash, codeHash }: Hashes): Promise<string> {
  // The user first, as every other write locks them.
  const before = await lockUser(tx, link.userId);
  await redeemLink(tx, link.linkId);
  await demandRecoveryCode(tx, caller, link.userId, codeHash);
  const user = await tx
    .updateTable('users')
    .set({
      password_hash: passwordHash,
      password_must_change: false,
      ...NOT_TEMPORARY,
      reset_allowed_until: null,
      version: sql<number>`version + 1`,
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', link.userId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (user.numUpdatedRows !== 1n) throw new Refusal('link.invalid');
  const doer = { userId: link.userId, sessionId: null, caller };
  const { password_must_change: mustChange, reset_allowed_until: allowedUntil } = before ?? {};
  const changes = {
    password: 'changed' as const,
    ...(mustChange ? { passwordMustChange: { old: true, new: false } } : {}),
    ...(allowedUntil ? { resetAllowedUntil: { old: allowedUntil.toISOString(), new: null } } : {}),
    ...(await voidLinks(tx, link.userId)),
    ...(await endSessions(tx, link.userId, 'password_reset')),
    ...(await forgetProofs(tx, link.userId)),
    ...(await liftLock(tx, link.userId)),
  };
  await record(tx, doer, { action: 'user.password_reset', target: { type: 'user', id: link.userId }, changes });
  return rememberBrowser(tx, link.userId, caller);
}
