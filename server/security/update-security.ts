import type { Input } from '../../contract/endpoint.ts';
import type { PolicyInForce } from '../../contract/policy-in-force.ts';
import type { updateSecurity as endpoint } from '../../contract/security.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { decide, demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { shortenSessions } from './apply-timeout.ts';
import { demandSecurityOf } from './demand-security-of.ts';
import { getSecurity } from './get-security.ts';
import { guardAddressLists, lockAddressLists } from './guard-address-lists.ts';
import { CHANGE_TIMEOUT, LIMIT_EVERYONE } from './policy.ts';
import { findPolicyInForce } from './queries.ts';

type Edit = Input<typeof endpoint>['body'];

const COLUMNS = {
  twoFactor: 'two_factor',
  sessionSeconds: 'session_seconds',
  sessionLimit: 'session_limit',
  limitsAddresses: 'limits_addresses',
} as const;
const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/**
 * Changes the account's defaults. `seen` is the version that the editor looked at. Throws the reason of `MANAGE_SECURITY`,
 * `account.changed` (412), for the timeout that of `CHANGE_TIMEOUT`, and for the switch "everyone" that of `LIMIT_EVERYONE`,
 * `address.list_empty` and `address.locks_out`.
 */
export async function updateSecurity(tx: Tx, signedIn: SignedIn, seen: number, edit: Edit): Promise<void> {
  await lockAddressLists(tx);
  const actor = await demandSecurityOf(tx, signedIn, null);
  const before = await tx
    .selectFrom('accounts')
    .select(['version', 'owner_id', ...Object.values(COLUMNS)])
    .where('id', '=', tx.accountId)
    .executeTakeFirstOrThrow();
  if (before.version !== seen) throw new Refusal('account.changed', { current: await getSecurity(tx, signedIn) });

  const changed = FIELDS.filter((field) => edit[field] !== undefined && edit[field] !== before[COLUMNS[field]]);
  if (changed.length === 0) return;
  const mainUser = await policyOf(tx, before.owner_id);
  const isMainUserLimited = mainUser.limitsAddresses.value;
  if (changed.includes('limitsAddresses') && edit.limitsAddresses) demand(LIMIT_EVERYONE, actor, { isMainUserLimited });
  const columns = Object.fromEntries(changed.map((field) => [COLUMNS[field], edit[field]]));
  await tx
    .updateTable('accounts')
    .set({ ...columns, version: before.version + 1 })
    .where('id', '=', tx.accountId)
    .execute();
  const { sessionSeconds } = await policyOf(tx, before.owner_id);
  const timeout = decide(CHANGE_TIMEOUT, actor, { before: mainUser.sessionSeconds.value, after: sessionSeconds.value });
  if (!timeout.ok) throw refuseField('sessionSeconds', timeout.because);
  if (changed.includes('limitsAddresses')) await guardAddressLists(tx, signedIn, edit.confirm);
  if (changed.includes('sessionSeconds')) await shortenSessions(tx);
  const changes = Object.fromEntries(
    changed.map((field): [string, Change] => [field, { old: before[COLUMNS[field]], new: edit[field] ?? null }]),
  );
  await record(tx, signedIn, { action: 'account.security_changed', target: { type: 'account', id: tx.accountId }, changes });
}

async function policyOf(tx: Tx, userId: string): Promise<PolicyInForce> {
  const policy = await findPolicyInForce(tx, userId);
  if (!policy) throw new Error(`${userId} is nobody`);
  return policy;
}
