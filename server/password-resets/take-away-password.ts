import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Activity } from '../../contract/activity.ts';
import type { Database, Tx } from '../db/pool.ts';
import { voidLinks } from '../links/links.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { hashPassword } from '../platform/passwords.ts';
import { newToken } from '../platform/tokens.ts';
import { forgetProofs } from '../second-factors/forget-proofs.ts';
import { liftLock } from '../security/unlock-user.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { demandAllowed } from '../users/demand-allowed.ts';
import { askForReset } from './request-password-reset.ts';

/** Read out on the phone, so without what is mistaken for another: no 0 O o 1 I l. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const HOURS = 24;

/** 16 characters in groups of four, 93 bits; with a letter of either case and a digit, as every password has. */
export function newTemporaryPassword(): string {
  for (;;) {
    const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const password = [group(), group(), group(), group()].join('-');
    if (/[A-Z]/.test(password) && /[a-z]/.test(password) && /[0-9]/.test(password)) return password;
  }
}

/**
 * Takes a user's password away and mails them the link of a forgotten one. Sessions end at once. Throws the reason of
 * `USER_RULES.resetPassword` or of the Dialer's, `request.too_many`.
 */
export async function sendPasswordLink(db: Database, signedIn: SignedIn, caller: Caller, id: string): Promise<void> {
  await countAttempt(db, LIMITS.activationBy, signedIn.userId);
  // Of a password that nobody has.
  const hash = await hashPassword(newToken());
  await db.write(signedIn.accountId, async (tx) => {
    await demandAllowed(tx, signedIn, id, 'resetPassword');
    await replace(tx, signedIn, id, { hash, hours: null, action: 'user.password_taken_away' });
    const user = await tx
      .selectFrom('users')
      .select('email_key')
      .where('account_id', '=', tx.accountId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await countAttempt(tx, LIMITS.resetFor, user.email_key);
    await askForReset(tx, user.email_key, caller);
  });
}

/**
 * Gives a user a password that opens one session within a day, in which a new one must be chosen. It is kept as its hash
 * alone. Throws as `sendPasswordLink` does.
 */
export async function makeTemporaryPassword(
  db: Database,
  signedIn: SignedIn,
  id: string,
): Promise<{ password: string; expiresAt: string }> {
  await countAttempt(db, LIMITS.temporaryPasswordsBy, signedIn.userId);
  const password = newTemporaryPassword();
  const hash = await hashPassword(password);
  const until = await db.write(signedIn.accountId, async (tx) => {
    await demandAllowed(tx, signedIn, id, 'resetPassword');
    return replace(tx, signedIn, id, { hash, hours: HOURS, action: 'user.temporary_password_made' });
  });
  return { password, expiresAt: (until ?? new Date()).toISOString() };
}

interface Replacement {
  readonly hash: string;
  /** For how long it counts; null: not a temporary one. */
  readonly hours: number | null;
  readonly action: Activity;
}

async function replace(tx: Tx, signedIn: SignedIn, id: string, { hash, hours, action }: Replacement): Promise<Date | null> {
  const user = tx.selectFrom('users').select('password_must_change').where('account_id', '=', tx.accountId).where('id', '=', id);
  const before = await user.executeTakeFirstOrThrow();
  const after = await tx
    .updateTable('users')
    .set({
      password_hash: hash,
      password_must_change: true,
      temporary_until: hours === null ? null : sql<Date>`now() + make_interval(hours => ${hours}::int)`,
      temporary_used_at: null,
      version: sql<number>`version + 1`,
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', id)
    .returning('temporary_until')
    .executeTakeFirstOrThrow();
  const until = after.temporary_until;
  const changes = {
    password: 'changed' as const,
    ...(before.password_must_change ? {} : { passwordMustChange: { old: false, new: true } }),
    ...(until ? { temporaryUntil: { new: until.toISOString() } } : {}),
    ...(await voidLinks(tx, id)),
    ...(await endSessions(tx, id, 'password_reset')),
    ...(await forgetProofs(tx, id)),
    ...(await liftLock(tx, id)),
  };
  await record(tx, signedIn, { action, target: { type: 'user', id }, changes });
  return until;
}
