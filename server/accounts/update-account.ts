import { sql } from 'kysely';
import type { updateAccount as endpoint } from '../../contract/account.ts';
import type { Input } from '../../contract/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { MANAGE_ACCOUNT } from './policy.ts';
import { presentAccount } from './present.ts';
import { accountShown } from './queries.ts';

type Edit = Input<typeof endpoint>['body'];

/** The column of each field. */
const COLUMNS = {
  name: 'name',
  interfaceLanguage: 'interface_language',
  spokenLanguage: 'spoken_language',
  timezone: 'timezone',
} as const satisfies Record<keyof Edit, string>;

/**
 * Changes the account's name or defaults. `seen` is the version that the editor looked at.
 * Throws `account.changed` (412) where that is not the newest, and the reasons of `MANAGE_ACCOUNT`.
 */
export async function updateAccount(tx: Tx, signedIn: SignedIn, seen: number, edit: Edit): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forNoKeyUpdate().executeTakeFirstOrThrow();
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  demand(MANAGE_ACCOUNT, locked.actor, null);
  const before = presentAccount(await accountShown(tx).executeTakeFirstOrThrow());
  if (before.version !== seen) throw new Refusal('account.changed', { current: before });

  const fields = (Object.keys(COLUMNS) as (keyof Edit)[]).filter(
    (field) => edit[field] !== undefined && edit[field] !== before[field],
  );
  if (fields.length === 0) return;
  const changes: Record<string, Change> = {};
  for (const field of fields) changes[field] = { old: before[field], new: edit[field] ?? null };
  await tx
    .updateTable('accounts')
    .set({ ...Object.fromEntries(fields.map((field) => [COLUMNS[field], edit[field]])), version: sql<number>`version + 1` })
    .where('id', '=', tx.accountId)
    .execute();
  await record(tx, signedIn, { action: 'account.changed', target: { type: 'account', id: tx.accountId }, changes });
}
