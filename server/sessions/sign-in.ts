import { sql } from 'kysely';
import { emailKey } from '../../contract/text.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Database, Tx } from '../db/pool.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, demandRoom, forgiveAttempt, LIMITS } from '../platform/limits.ts';
import { hashPassword, isOutdated, verifyPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newId, newToken } from '../platform/tokens.ts';

/** A session lasts this long from sign-in. */
export const SESSION_SECONDS = 12 * 3600;

interface Credentials {
  readonly login: string;
  readonly accountCode?: string | undefined;
  readonly password: string;
}

interface NewSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly passwordMustChange: boolean;
}

/**
 * Signs in with an e-mail address, or an account code and a username. One password check per attempt, also for people
 * who do not exist, and one answer for all that is wrong (OWASP ASVS 5.0, 6.3.8). Only who knows the password is told
 * that they are pending or switched off. Throws `session.*`, `request.too_many`, `server.busy`.
 */
export async function signIn(db: Database, caller: Caller, credentials: Credentials): Promise<NewSession> {
  const key = emailKey(credentials.login.trim());
  const code = credentials.accountCode?.trim().toUpperCase() || null;
  const from = caller.address ?? '';
  const attempt = `${from} ${code ?? ''} ${key}`;
  const [user] = await Promise.all([
    findUser(db, key, code),
    demandRoom(db, LIMITS.signInFrom, from),
    countAttempt(db, LIMITS.signInAs, attempt),
  ]);
  const isRight = await verifyPassword(user?.password_hash, credentials.password);
  if (!isRight) await countAttempt(db, LIMITS.signInFrom, from);
  if (!user) {
    // Costs what it costs to record the failure of somebody who exists: a write and its commit.
    await countAttempt(db, LIMITS.signInOfNobody, from);
    throw new Refusal('session.wrong_credentials');
  }
  if (!isRight) {
    await db.write(user.accountId, (tx) => recordFailure(tx, caller, user.id, 'password'));
    throw new Refusal('session.wrong_credentials');
  }
  if (user.status !== 'active') {
    await forgiveAttempt(db, LIMITS.signInAs, attempt);
    await db.write(user.accountId, (tx) => recordFailure(tx, caller, user.id, user.status));
    throw new Refusal(user.status === 'pending' ? 'session.not_confirmed' : 'session.inactive');
  }
  const newHash = isOutdated(user.password_hash ?? '') ? await hashPassword(credentials.password) : null;
  return db.write(user.accountId, async (tx) => {
    const opened = openSession(tx, caller, user.id, { checked: user.password_hash, newHash });
    const [session] = await Promise.all([opened, forgiveAttempt(tx, LIMITS.signInAs, attempt)]);
    return session;
  });
}

interface Found {
  readonly id: string;
  readonly account_id: string;
  readonly status: UserStatus;
  readonly password_hash: string | null;
}

async function findUser(db: Database, key: string, code: string | null) {
  const { rows } = await sql<Found>`
    select u.id, u.account_id, u.status, u.password_hash from find_sign_in(${key}, ${code}) f
    join users u on u.account_id = f.account_id and u.id = f.user_id`.execute(db.signInReader(key, code));
  const user = rows[0];
  return user ? { ...user, accountId: user.account_id } : null;
}

/** Opens the session if the user is still active and the password still the one that was checked. */
async function openSession(
  tx: Tx,
  caller: Caller,
  userId: string,
  password: { checked: string | null; newHash: string | null },
): Promise<NewSession> {
  const user = await tx
    .updateTable('users')
    .set({ last_sign_in_at: sql<Date>`now()`, ...(password.newHash ? { password_hash: password.newHash } : {}) })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .where('password_hash', '=', password.checked)
    .returning('password_must_change')
    .executeTakeFirst();
  if (!user) throw new Refusal('session.wrong_credentials');
  const id = newId();
  const token = newToken();
  const opening = tx
    .insertInto('sessions')
    .values({
      account_id: tx.accountId,
      id,
      user_id: userId,
      token_hash: hashOf(token),
      expires_at: sql<Date>`now() + make_interval(secs => ${SESSION_SECONDS}::int)`,
      address: caller.address,
      device: caller.device,
    })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  const doer = { userId, sessionId: id, caller };
  const recording = record(tx, doer, { action: 'user.signed_in', target: { type: 'user', id: userId } });
  const [session] = await Promise.all([opening, recording]);
  return { token, expiresAt: session.expires_at, passwordMustChange: user.password_must_change };
}

async function recordFailure(tx: Tx, caller: Caller, userId: string, reason: string): Promise<void> {
  const doer = { userId: null, sessionId: null, caller };
  const changes = { reason: { new: reason } };
  await record(tx, doer, { action: 'user.sign_in_failed', target: { type: 'user', id: userId }, changes });
}
