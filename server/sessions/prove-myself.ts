import { sql } from 'kysely';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Database } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { countAttempt, forgiveAttempt, LIMITS } from '../platform/limits.ts';
import { verifyPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newToken } from '../platform/tokens.ts';
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

/**
 * Notes that the password was typed just now in this session, which is good for five minutes (S-8). The session goes on
 * under the token that is answered; the one before is refused from the commit on (OWASP ASVS 5.0, 7.2.4).
 */
export async function proveMyself(db: Database, signedIn: SignedIn, password: string): Promise<string> {
  await demandMyPassword(db, signedIn, password);
  const token = newToken();
  await db.write(signedIn.accountId, async (tx) => {
    const proved = await tx
      .updateTable('sessions')
      .set({ proved_at: sql<Date>`now()`, token_hash: hashOf(token) })
      .where('account_id', '=', tx.accountId)
      .where('id', '=', signedIn.sessionId)
      .where('ended_at', 'is', null)
      .returning('proved_at')
      .executeTakeFirst();
    if (!proved) throw new Refusal('session.required');
    const changes = {
      provedAt: { old: signedIn.provedAt.toISOString(), new: proved.proved_at.toISOString() },
      sessionToken: 'changed' as const,
    };
    await record(tx, signedIn, { action: 'user.password_confirmed', target: { type: 'user', id: signedIn.userId }, changes });
  });
  return token;
}
