import { type RawBuilder, sql } from 'kysely';
import type { Reader, Tx } from '../db/pool.ts';
import { prepareOnce } from '../db/prepare.ts';
import { type Caller, type Change, record } from '../platform/activity.ts';
import { type Concern, concerning, Refusal } from '../platform/refusal.ts';
import { hashOf, newId, newToken } from '../platform/tokens.ts';
import { addressRefused } from '../security/allowed-address.ts';
import { rememberBrowser } from '../security/known-browsers.ts';
import { type HeldSignIn, holdSignIn } from './hold-sign-in.ts';
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
  /** What was proved beside the first factor, or stood for it. */
  readonly secondFactor?: 'email_code' | 'app_code' | 'recovery_code' | 'remembered_device' | null;
  /** The provider that was asked instead of a password. */
  readonly provider?: string | null | undefined;
  /** Whether the oldest sessions may be ended to make room. */
  readonly endOldest: boolean;
}

/**
 * Opens a session: the last step of every way to sign in. The user's row is locked, so that a hundred at once never pass
 * the limit of concurrent sessions (S-4). Throws what `holdSignIn` does where that was not asked before,
 * `session.address_not_allowed`, and `session.limit_reached` (with the open sessions as `current`) unless `endOldest`.
 */
export async function openSession(tx: Tx, opening: Opening, held?: HeldSignIn): Promise<NewSession> {
  const { userId, caller, provider, secondFactor } = opening;
  const { policy, isAddressAllowed, isNews, email, now, passwordMustChange } = held ?? (await holdSignIn(tx, opening));
  const failed = (reason: string) =>
    ({ accountId: tx.accountId, userId, action: 'user.sign_in_failed', reason }) as const satisfies Concern;
  if (!isAddressAllowed) throw concerning(addressRefused(caller.address), failed('address'));
  const { value: limit } = policy.sessionLimit;
  const ended = limit === null ? [] : await makeRoom(tx, userId, limit, opening.endOldest, failed('session_limit'));
  const [id, token] = [newId(), newToken()];
  const expiresAt = new Date(now.getTime() + policy.sessionSeconds.value * 1000);
  const doer = { userId, sessionId: id, caller };
  const changes: Record<string, Change> = {
    sessionSeconds: { new: policy.sessionSeconds.value },
    ...(ended.length > 0 ? { sessions: { old: ended, new: [] } } : {}),
    ...(provider ? { provider: { new: provider } } : {}),
    ...(secondFactor ? { secondFactor: { new: secondFactor } } : {}),
  };
  const [browserToken] = await Promise.all([
    rememberBrowser(tx, userId, caller),
    insert(tx, {
      account_id: tx.accountId,
      id,
      user_id: userId,
      token_hash: hashOf(token),
      expires_at: expiresAt,
      // Where nobody typed a password, what matters asks for it (S-8).
      proved_at: provider ? new Date(0) : now,
      address: caller.address,
      device: caller.device,
      isByPassword: !provider,
    }),
    record(tx, doer, { action: 'user.signed_in', target: { type: 'user', id: userId }, changes }),
    isNews ? tellOfNewSignIn(tx, userId, id, email) : null,
  ]);
  return { token, expiresAt, passwordMustChange, browserToken };
}

interface Row {
  readonly account_id: string;
  readonly id: string;
  readonly user_id: string;
  readonly token_hash: Buffer;
  readonly expires_at: Date;
  readonly proved_at: Date;
  readonly address: string | null;
  readonly device: string | null;
  readonly isByPassword: boolean;
}

const insert = prepareOnce((row: Row, db) =>
  db
    .with('signed_in', (signIns) =>
      signIns
        .updateTable('last_sign_ins')
        .set({ at: sql<Date>`now()` })
        .where('account_id', '=', row.account_id)
        .where('user_id', '=', row.user_id),
    )
    // A temporary password opens one session; who comes by a provider has not typed it.
    .with('used', (users) =>
      users
        .updateTable('users')
        .set({ temporary_used_at: sql<Date>`now()` })
        .where('account_id', '=', row.account_id)
        .where('id', '=', row.user_id)
        .where('temporary_until', 'is not', null)
        .where(sql<boolean>`${row.isByPassword}::boolean`),
    )
    .insertInto('sessions')
    .values({
      account_id: row.account_id,
      id: row.id,
      user_id: row.user_id,
      token_hash: row.token_hash,
      expires_at: row.expires_at,
      proved_at: row.proved_at,
      address: row.address,
      device: row.device,
    }),
);

/** A user's sessions that are open then, the oldest first: what the limit counts. */
export function openSessions(db: Reader | Tx, userId: string, at: RawBuilder<Date> = sql<Date>`now()`) {
  return db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'expires_at', 'address', 'device'])
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Whether another session needs the end of one of these. */
export function isAtLimit(open: number, limit: number | null): boolean {
  return limit !== null && open >= limit;
}

/** Answers the sessions that were ended for it. */
async function makeRoom(tx: Tx, userId: string, limit: number, endOldest: boolean, concerns: Concern): Promise<string[]> {
  const open = await openSessions(tx, userId);
  if (!isAtLimit(open.length, limit)) return [];
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
