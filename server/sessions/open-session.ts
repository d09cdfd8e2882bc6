import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { type Caller, type Change, record } from '../platform/activity.ts';
import { type Concern, concerning, Refusal } from '../platform/refusal.ts';
import { hashOf, newId, newToken } from '../platform/tokens.ts';
import { demandAllowedAddress } from '../security/allowed-address.ts';
import { rememberBrowser } from '../security/known-browsers.ts';
import { findPolicyInForce, holdPolicy } from '../security/queries.ts';
import { tellOfNewSignIn } from './tell-of-new-sign-in.ts';

export interface NewSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly passwordMustChange: boolean;
  /** By which the user knows the browser from now on; for its cookie. */
  readonly browserToken: string;
}

interface Opening {
  readonly userId: string;
  readonly caller: Caller;
  /** The stored hash that the typed password was checked against; undefined where none was, or under a lock that holds. */
  readonly checkedHash?: string | null | undefined;
  /** What was proved beside it, or stood for it. */
  readonly secondFactor?: 'email_code' | 'app_code' | 'recovery_code' | 'remembered_device' | null;
  /** The provider that was asked instead of a password. */
  readonly provider?: string | null | undefined;
  /** Whether the oldest sessions may be ended to make room. */
  readonly endOldest: boolean;
}

/**
 * Opens a session: the last step of every way to sign in. The user's row is locked, so that a hundred at once never pass
 * the limit of concurrent sessions (S-4). Throws `session.wrong_credentials` where the user or the password changed
 * meanwhile, `session.address_not_allowed`, and `session.limit_reached` (with the open sessions as `current`) unless
 * `endOldest`.
 */
export async function openSession(tx: Tx, opening: Opening): Promise<NewSession> {
  const { userId, caller } = opening;
  // Sent together. The account comes first, as in every change of its policy.
  const [, user] = await Promise.all([holdPolicy(tx), markSignedIn(tx, opening)]);
  const failed = (reason: string) =>
    ({ accountId: tx.accountId, userId, action: 'user.sign_in_failed', reason }) as const satisfies Concern;
  if (!user) throw new Refusal('session.wrong_credentials', { concerns: failed('changed') });
  const [policy] = await Promise.all([findPolicyInForce(tx, userId), demandAllowedAddress(tx, userId, caller.address)]).catch(
    (error) => {
      throw concerning(error, failed('address'));
    },
  );
  if (!policy) throw new Refusal('session.wrong_credentials');
  const { value: limit } = policy.sessionLimit;
  const ended = limit === null ? [] : await makeRoom(tx, userId, limit, opening.endOldest, failed('session_limit'));
  const [id, token] = [newId(), newToken()];
  const inserting = tx
    .insertInto('sessions')
    .values({
      account_id: tx.accountId,
      id,
      user_id: userId,
      token_hash: hashOf(token),
      expires_at: sql<Date>`now() + make_interval(secs => ${policy.sessionSeconds.value}::int)`,
      address: caller.address,
      device: caller.device,
      // Nobody typed a password, so what matters asks for it (S-8).
      ...(opening.provider ? { proved_at: sql<Date>`'epoch'` } : {}),
    })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  const doer = { userId, sessionId: id, caller };
  const changes: Record<string, Change> = {
    sessionSeconds: { new: policy.sessionSeconds.value },
    ...(ended.length > 0 ? { sessions: { old: ended, new: [] } } : {}),
    ...(opening.provider ? { provider: { new: opening.provider } } : {}),
    ...(opening.secondFactor ? { secondFactor: { new: opening.secondFactor } } : {}),
  };
  const recording = record(tx, doer, { action: 'user.signed_in', target: { type: 'user', id: userId }, changes });
  const telling = tellOfNewSignIn(tx, { userId, sessionId: id, caller });
  const [session, , browserToken] = await Promise.all([inserting, recording, rememberBrowser(tx, userId, caller), telling]);
  return { token, expiresAt: session.expires_at, passwordMustChange: user.password_must_change, browserToken };
}

/** Locks the user, if they are active and the password is still the one that was checked. */
function markSignedIn(tx: Tx, { userId, checkedHash }: Opening) {
  let user = tx
    .updateTable('users')
    .set({ last_sign_in_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .where('status', '=', 'active');
  if (checkedHash !== undefined) user = user.where('password_hash', '=', checkedHash);
  return user.returning('password_must_change').executeTakeFirst();
}

/** Answers the sessions that were ended for it. */
async function makeRoom(tx: Tx, userId: string, limit: number, endOldest: boolean, concerns: Concern): Promise<string[]> {
  const open = await tx
    .selectFrom('sessions')
    .select(['id', 'created_at', 'expires_at', 'address', 'device'])
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  if (open.length < limit) return [];
  if (!endOldest) {
    const sessions = open.map(({ id, created_at, address, device }) => ({
      id,
      createdAt: created_at.toISOString(),
      address,
      device,
    }));
    throw new Refusal('session.limit_reached', { current: { limit, sessions }, concerns });
  }
  const oldest = open.slice(0, open.length - limit + 1).map(({ id }) => id);
  await tx
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()`, ended_because: 'limit_reached' })
    .where('account_id', '=', tx.accountId)
    .where('id', 'in', oldest)
    .execute();
  return oldest;
}
