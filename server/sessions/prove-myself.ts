import { sql } from 'kysely';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Database } from '../db/pool.ts';
import { countAttempt, forgiveAttempt, LIMITS } from '../platform/limits.ts';
import { verifyPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from './actor.ts';

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

/** Notes that the password was typed just now in this session, which is good for five minutes (S-8). */
export async function proveMyself(db: Database, signedIn: SignedIn, password: string): Promise<void> {
  await demandMyPassword(db, signedIn, password);
  await db.write(signedIn.accountId, (tx) =>
    tx
      .updateTable('sessions')
      .set({ proved_at: sql<Date>`now()` })
      .where('account_id', '=', tx.accountId)
      .where('id', '=', signedIn.sessionId)
      .where('ended_at', 'is', null)
      .execute(),
  );
}
