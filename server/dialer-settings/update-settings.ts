import type { updateDialerSettings as endpoint } from '../../contract/dialer-settings.ts';
import type { Input } from '../../contract/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { type Change, record } from '../platform/activity.ts';
import { announce } from '../platform/live-events.ts';
import { refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandSettings } from './demand-settings.ts';

type Edit = Input<typeof endpoint>['body'];

const FIELDS = ['ppq', 'ppqRatio', 'ppqSorting', 'autoDial', 'extensionFrom', 'extensionTo'] as const satisfies (keyof Edit)[];

/**
 * Changes what is given of the account's settings for the Dialer; a default counts at once for everybody who has nothing of
 * their own. Throws the reason of `MANAGE_DIALER_SETTINGS`, `dialer_settings.changed` (412), `dialer_settings.range` where the
 * range of extensions would end before it begins.
 */
export async function updateDialerSettings(tx: Tx, signedIn: SignedIn, seen: number, edit: Edit): Promise<void> {
  const { before } = await demandSettings(tx, signedIn, seen);
  const changed = FIELDS.filter((field) => edit[field] !== undefined && edit[field] !== before[field]);
  if (changed.length === 0) return;
  const after = { ...before, ...(Object.fromEntries(changed.map((field) => [field, edit[field]])) as Edit) };
  if (after.extensionFrom > after.extensionTo) throw refuseField('extensionTo', 'dialer_settings.range');
  await tx
    .updateTable('dialer_settings')
    .set({
      ppq: after.ppq,
      ppq_ratio: Math.round(after.ppqRatio * 10),
      ppq_sorting: after.ppqSorting,
      auto_dial: after.autoDial,
      extension_from: String(after.extensionFrom),
      extension_to: String(after.extensionTo),
      // Nothing is known of another range yet.
      ...(changed.includes('extensionFrom') ? { extension_hint: String(after.extensionFrom) } : {}),
      version: before.version + 1,
    })
    .where('account_id', '=', tx.accountId)
    .execute();
  await announce(tx, { kind: 'dialer.changed', what: 'dialerSettings' });
  const changes = Object.fromEntries(
    changed.map((field): [string, Change] => [field, { old: before[field], new: after[field] ?? null }]),
  );
  await record(tx, signedIn, { action: 'dialer_settings.changed', target: { type: 'account', id: tx.accountId }, changes });
}
