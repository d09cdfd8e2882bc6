import { sql } from 'kysely';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { changeEmail } from '../users/change-email.ts';
import { sortKeys } from '../users/sort-keys.ts';

interface Names {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** Changes one's own names. Throws `user.changed` (412) where the version seen is not the newest. */
export async function updateMe(tx: Tx, signedIn: SignedIn, seen: number, names: Names): Promise<void> {
  const before = await lockMe(tx, signedIn);
  if (before.version !== seen) {
    throw new Refusal('user.changed', {
      current: { firstName: before.first_name, lastName: before.last_name, version: before.version },
    });
  }
  const next = { firstName: names.firstName ?? before.first_name, lastName: names.lastName ?? before.last_name };
  const changes: Record<string, Change> = {};
  if (next.firstName !== before.first_name) changes.firstName = { old: before.first_name, new: next.firstName };
  if (next.lastName !== before.last_name) changes.lastName = { old: before.last_name, new: next.lastName };
  if (Object.keys(changes).length === 0) return;
  await tx
    .updateTable('users')
    .set({
      first_name: next.firstName,
      last_name: next.lastName,
      ...sortKeys({ ...next, email: before.email, username: before.username }),
      version: sql<number>`version + 1`,
    })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.userId)
    .execute();
  await record(tx, signedIn, { action: 'user.changed', target: { type: 'user', id: signedIn.userId }, changes });
}

/** Begins the change of one's own address. Throws `email.unchanged`, `user.email_taken`, `user.email_reserved`. */
export async function changeMyEmail(tx: Tx, signedIn: SignedIn, email: string): Promise<void> {
  const before = await lockMe(tx, signedIn);
  if (before.email === email) throw refuseField('email', 'email.unchanged');
  const me = { id: signedIn.userId, status: 'active', old: before.email, oldNew: before.new_email } as const;
  const changes = await changeEmail(tx, me, email);
  await tx
    .updateTable('users')
    .set({ version: sql<number>`version + 1` })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.userId)
    .execute();
  await record(tx, signedIn, { action: 'user.email_change_requested', target: { type: 'user', id: signedIn.userId }, changes });
}

async function lockMe(tx: Tx, signedIn: SignedIn) {
  const me = await tx
    .selectFrom('users')
    .select(['first_name', 'last_name', 'email', 'new_email', 'username', 'version'])
    .where('account_id', '=', tx.accountId)
    .where('id', '=', signedIn.userId)
    .where('status', '=', 'active')
    .forUpdate()
    .executeTakeFirst();
  if (!me) throw new Refusal('session.required');
  return me;
}
