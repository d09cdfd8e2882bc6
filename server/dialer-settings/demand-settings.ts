import type { Tx } from '../db/pool.ts';
import { demand } from '../platform/policy.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, SignedIn } from '../sessions/actor.ts';
import { lockForRule } from '../users/queries.ts';
import { MANAGE_DIALER_SETTINGS } from './policy.ts';
import { presentDialerSettings } from './present.ts';
import { findDialerSettings, type SettingsRow } from './queries.ts';

/**
 * Demands the rule, and locks the settings as the editor saw them. Throws the reason of `MANAGE_DIALER_SETTINGS`,
 * `dialer_settings.changed` (412), `session.required` where the actor is gone.
 */
export async function demandSettings(tx: Tx, signedIn: SignedIn, seen: number): Promise<{ actor: Actor; before: SettingsRow }> {
  const locked = await lockForRule(tx, signedIn.userId, null);
  if (!locked) throw new Refusal('session.required');
  const { actor } = locked;
  demand(MANAGE_DIALER_SETTINGS, actor, null);
  await tx.selectFrom('dialer_settings').select('version').where('account_id', '=', tx.accountId).forUpdate().execute();
  // A statement of its own, which sees what was committed while the first waited.
  const before = await findDialerSettings(tx);
  if (before.version !== seen) {
    throw new Refusal('dialer_settings.changed', { current: await presentDialerSettings(tx, actor) });
  }
  return { actor, before };
}
