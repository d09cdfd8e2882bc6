import { sql } from 'kysely';
import { emailKey } from '../../contract/text.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Database, Tx } from '../db/pool.ts';
import { type Caller, record } from '../platform/activity.ts';
import { countAttempt, demandRoom, forgiveAttempt, LIMITS } from '../platform/limits.ts';
import { hashPassword, isOutdated, verifyPassword } from '../platform/passwords.ts';
import { Refusal } from '../platform/refusal.ts';
import { type NewSession, openSession } from './open-session.ts';

interface Credentials {
  readonly login: string;
  readonly accountCode?: string | undefined;
  readonly password: string;
  readonly endOldest?: boolean | undefined;
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
    const endOldest = credentials.endOldest ?? false;
    const opened = openSession(tx, { userId: user.id, caller, checkedHash: user.password_hash, newHash, endOldest });
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

async function recordFailure(tx: Tx, caller: Caller, userId: string, reason: string): Promise<void> {
  const doer = { userId: null, sessionId: null, caller };
  const changes = { reason: { new: reason } };
  await record(tx, doer, { action: 'user.sign_in_failed', target: { type: 'user', id: userId }, changes });
}
