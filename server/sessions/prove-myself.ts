import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Database, Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { countAttempt, forgiveAttempt, LIMITS } from '../platform/limits.ts';
import { verifyPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from './actor.ts';
import { renewToken } from './renew-token.ts';

/** Checks one's own password, at the field's path. Throws `password.wrong`, `request.too_many`, `server.busy`. */
export async function demandMyPassword(
  db: Database,
  signedIn: SignedIn,
  password: string,
  path = 'password',
): Promise<string | null> {
  await countAttempt(db, LIMITS.passwordOf, signedIn.userId);
  const user = await db
    .reader(signedIn.accountId)
    .selectFrom('users')
    .select('password_hash')
    .where('id', '=', signedIn.userId)
    .executeTakeFirst();
  if (!(await verifyPassword(user?.password_hash, password))) {
    throw new Refusal('password.wrong', { errors: [fieldErrorAt(path, 'password.wrong')] });
  }
  await forgiveAttempt(db, LIMITS.passwordOf, signedIn.userId);
  return user?.password_hash ?? null;
}

/** Notes that the password was typed just now in this session, and answers its new token; see `renewToken`. */
export async function proveMyself(db: Database, signedIn: SignedIn, password: string): Promise<string> {
  const hash = await demandMyPassword(db, signedIn, password);
  return db.write(signedIn.accountId, async (tx) => {
    await demandUnchanged(tx, signedIn, hash);
    const { token, changes } = await renewToken(tx, signedIn);
    await record(tx, signedIn, { action: 'user.password_confirmed', target: { type: 'user', id: signedIn.userId }, changes });
    return token;
  });
}

/** Locks oneself. Throws `session.required` where the password is another one than was checked. */
async function demandUnchanged(tx: Tx, { userId }: SignedIn, hash: string | null): Promise<void> {
  const me = await tx
    .selectFrom('users')
    .select('id')
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .where('password_hash', '=', hash)
    .forShare()
    .executeTakeFirst();
  if (!me) throw new Refusal('session.required');
}
