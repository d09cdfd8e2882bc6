import { sql } from 'kysely';
import type { Database, Tx } from '../db/pool.ts';
import { type Caller, type Changes, type Doer, record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOf, newId, newToken } from '../platform/tokens.ts';
import type { SignedIn } from '../sessions/actor.ts';
import type { Wanted } from './second-factor-of.ts';

/** What a remembered browser stands for: a mailed code for nothing stronger. */
const ENOUGH: Record<Wanted, readonly ('email' | 'app')[]> = {
  email_code: ['email', 'app'],
  app_code: ['app'],
  set_up_app: [],
};

/** Whether one of these tokens stands for what is wanted of this user; notes that it was used. */
export async function isRemembered(
  tx: Tx,
  userId: string,
  wanted: Wanted,
  tokens: readonly string[],
  caller: Caller,
): Promise<boolean> {
  const factors = ENOUGH[wanted];
  if (tokens.length === 0 || factors.length === 0) return false;
  const used = await tx
    .updateTable('remembered_devices')
    .set({ last_used_at: sql<Date>`now()`, address: caller.address, device: caller.device })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .where('token_hash', 'in', tokens.map(hashOf))
    .where('factor', 'in', factors)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

/** Remembers this browser for thirty days; answers the token for its cookie. */
export async function rememberDevice(
  tx: Tx,
  { userId, caller }: Doer & { userId: string },
  factor: 'email' | 'app',
): Promise<string> {
  const [id, token] = [newId(), newToken()];
  await tx
    .insertInto('remembered_devices')
    .values({
      account_id: tx.accountId,
      id,
      user_id: userId,
      token_hash: hashOf(token),
      factor,
      expires_at: sql<Date>`now() + interval '30 days'`,
      address: caller.address,
      device: caller.device,
    })
    .execute();
  const doer = { userId, sessionId: null, caller };
  const changes = { device: { new: id }, factor: { new: factor } };
  await record(tx, doer, { action: 'user.device_remembered', target: { type: 'user', id: userId }, changes });
  return token;
}

/** The remembered browsers of whoever is signed in, the newest first, as the API shows them. */
export async function listMyDevices(db: Database, signedIn: SignedIn, tokens: readonly string[]) {
  const rows = await db
    .reader(signedIn.accountId)
    .selectFrom('remembered_devices')
    .select(['id', 'token_hash', 'created_at', 'last_used_at', 'expires_at', 'address', 'device'])
    .where('user_id', '=', signedIn.userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  const own = tokens.map(hashOf);
  const items = rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    address: row.address,
    device: row.device,
    isCurrent: own.some((hash) => hash.equals(row.token_hash)),
  }));
  return { items };
}

/** Forgets one browser of one's own. Throws `device.not_found`. */
export async function forgetMyDevice(tx: Tx, signedIn: SignedIn, deviceId: string): Promise<void> {
  const gone = await tx
    .deleteFrom('remembered_devices')
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', signedIn.userId)
    .where('id', '=', deviceId)
    .executeTakeFirst();
  if (gone.numDeletedRows !== 1n) throw new Refusal('device.not_found');
  const changes = { device: { old: deviceId } };
  await record(tx, signedIn, { action: 'user.device_forgotten', target: { type: 'user', id: signedIn.userId }, changes });
}

/** Forgets all browsers of a user; answers which, for the record. */
export async function forgetDevices(tx: Tx, userId: string): Promise<Changes> {
  const gone = await tx
    .deleteFrom('remembered_devices')
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .returning('id')
    .execute();
  return gone.length === 0 ? {} : { rememberedDevices: { old: gone.map(({ id }) => id), new: [] } };
}
