import { sql } from 'kysely';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Database, Tx } from '../db/pool.ts';
import { voidLinks } from '../links/links.ts';
import { record } from '../platform/activity.ts';
import { hashNewPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import type { SignedIn, SignedInPerson } from '../sessions/actor.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { demandMyPassword } from '../sessions/prove-myself.ts';
import { renewToken } from '../sessions/renew-token.ts';
import { NOT_TEMPORARY } from '../sessions/usable-password.ts';

interface Passwords {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/**
 * Changes one's own password, ends one's other sessions and open links, and answers the new token of this session. Throws
 * `password.wrong`, `request.too_many`, `server.busy`.
 */
export async function changeMyPassword(db: Database, signedIn: SignedInPerson, passwords: Passwords): Promise<string> {
  const oldHash = await demandMyPassword(db, signedIn, passwords.currentPassword, 'currentPassword');
  if (passwords.newPassword === passwords.currentPassword) {
    throw new Refusal('request.invalid', { errors: [fieldErrorAt('newPassword', 'password.same')] });
  }
  const { account, profile } = signedIn;
  const about = [account.name, profile.firstName, profile.lastName, profile.email, profile.username];
  const hashes = { old: oldHash, new: await hashNewPassword('newPassword', passwords.newPassword, about) };
  return db.write(signedIn.accountId, (tx) => setMyPassword(tx, signedIn, hashes));
}

async function setMyPassword(tx: Tx, signedIn: SignedIn, hashes: { old: string | null; new: string }): Promise<string> {
  const changed = await tx
    .updateTable('users')
    .set({ password_hash: hashes.new, password_must_change: false, ...NOT_TEMPORARY, version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.userId)
    .where('status', '=', 'active')
    .where('password_hash', '=', hashes.old)
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) throw new Refusal('session.required');
  const renewed = await renewToken(tx, signedIn);
  const changes = {
    ...renewed.changes,
    password: 'changed' as const,
    ...(signedIn.passwordMustChange ? { passwordMustChange: { old: true, new: false } } : {}),
    ...(await endSessions(tx, signedIn.userId, 'password_changed', signedIn.sessionId)),
    ...(await voidLinks(tx, signedIn.userId)),
    ...(await forgetProofs(tx, signedIn.userId)),
  };
  await record(tx, signedIn, { action: 'user.password_changed', target: { type: 'user', id: signedIn.userId }, changes });
  return renewed.token;
}
