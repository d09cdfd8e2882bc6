import { sql } from 'kysely';
import { check, fieldErrorAt } from '../../contract/field-errors.ts';
import { newPassword } from '../../contract/passwords.ts';
import type { Database, Tx } from '../db/pool.ts';
import { lockForLink, type OpenLink, openLink, redeemLink, voidLinks } from '../links/links.ts';
import { type Caller, type Doer, record } from '../platform/activity.ts';
import { countAttempt, LIMITS } from '../platform/limits.ts';
import { hashNewPassword, verifyPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { findAccount } from './queries.ts';

/** Whom an activation link is for, and what confirming it asks for. Throws `link.*`. */
export async function findActivation(db: Database, token: string) {
  const link = await openLink(db, 'activation', token);
  const account = await findAccount(db, link.accountId);
  const user = await db
    .reader(link.accountId)
    .selectFrom('users')
    .select(['first_name', 'last_name', 'email', 'username', 'password_hash', 'status'])
    .where('id', '=', link.userId)
    .executeTakeFirstOrThrow();
  if (user.status !== 'pending') throw new Refusal('link.used');
  const isSignUp = account.owner_id === link.userId;
  const password = isSignUp ? 'type' : user.password_hash === null ? 'choose' : 'none';
  return { link, account, user, kind: isSignUp ? 'sign_up' : 'invitation', password } as const;
}

type Activation = Awaited<ReturnType<typeof findActivation>>;

/**
 * Confirms a user by the mailed link: with the password typed at sign-up (so that nobody can plant an account on
 * somebody else's address), a newly chosen one, or none where an administrator typed it.
 * Throws `link.*`, `password.wrong`, `request.invalid`, `request.too_many`, `server.busy`.
 */
export async function activate(db: Database, caller: Caller, token: string, password: string | undefined): Promise<Activation> {
  const activation = await findActivation(db, token);
  const newHash = await proveOrChoose(db, activation, password);
  await db.write(activation.link.accountId, (tx) => confirm(tx, caller, activation, newHash));
  return activation;
}

async function proveOrChoose(db: Database, activation: Activation, password: string | undefined): Promise<string | null> {
  if (activation.password === 'none') return null;
  if (password === undefined) throw new Refusal('request.invalid', { errors: [fieldErrorAt('password', 'field.required')] });
  if (activation.password === 'choose') {
    const checked = check(newPassword, password);
    if (!checked.ok)
      throw new Refusal('request.invalid', { errors: checked.errors.map((error) => ({ ...error, path: 'password' })) });
    const { account, user } = activation;
    return hashNewPassword('password', password, [account.name, user.first_name, user.last_name, user.email, user.username]);
  }
  await countAttempt(db, LIMITS.activationTry, activation.link.linkId);
  if (await verifyPassword(activation.user.password_hash, password)) return null;
  const { accountId, userId } = activation.link;
  const concerns = { accountId, userId, action: 'user.activation_failed', reason: 'password' } as const;
  throw new Refusal('password.wrong', { errors: [fieldErrorAt('password', 'password.wrong')], concerns });
}

async function confirm(tx: Tx, caller: Caller, { link, kind }: Activation, newHash: string | null): Promise<void> {
  await lockForLink(tx, link.userId, kind === 'sign_up' ? 'account' : 'user');
  await redeemLink(tx, link.linkId);
  const user = await tx
    .updateTable('users')
    .set({ status: 'active', confirmed_at: sql<Date>`now()`, version: sql<number>`version + 1` })
    .$if(newHash !== null, (query) => query.set({ password_hash: newHash }))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', link.userId)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  if (user.numUpdatedRows !== 1n) throw new Refusal('link.used');
  const doer = { userId: link.userId, sessionId: null, caller };
  if (kind === 'sign_up') await confirmAccount(tx, doer, link);
  const changes = {
    status: { old: 'pending', new: 'active' },
    ...(newHash ? { password: 'changed' as const } : {}),
    ...(await voidLinks(tx, link.userId)),
  };
  await record(tx, doer, { action: 'user.activated', target: { type: 'user', id: link.userId }, changes });
}

async function confirmAccount(tx: Tx, doer: Doer, link: OpenLink): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ owner_status: 'active', confirmed_at: sql<Date>`now()` })
    .where('id', '=', tx.accountId)
    .where('owner_id', '=', link.userId)
    .execute();
  const changes = { status: { old: 'pending', new: 'active' } };
  await record(tx, doer, { action: 'account.confirmed', target: { type: 'account', id: tx.accountId }, changes });
}
