import type { DialerSettings } from '../../contract/dialer-settings.ts';
import type { Reader, Tx } from '../db/pool.ts';
import { decide } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import { CHANGE_SIP_DOMAIN, MANAGE_DIALER_SETTINGS } from './policy.ts';
import { countReached, findDialerSettings, findPhones } from './queries.ts';

/** The account's settings for the Dialer as the API shows them, with how many agents each reaches. */
export async function presentDialerSettings(db: Reader | Tx, actor: Actor): Promise<DialerSettings> {
  const { ownSipDomain, ...settings } = await findDialerSettings(db);
  const { sipPasswords, ...wouldChange } = await countReached(db, actor);
  const manage = decide(MANAGE_DIALER_SETTINGS, actor, null);
  const phones = manage.ok ? (await findPhones(db, actor, true)).filter(({ status }) => status !== 'deleted') : [];
  return {
    ...settings,
    isOwnSipDomain: ownSipDomain !== null,
    sipPasswords,
    wouldChange,
    can: { manage, changeSipDomain: decide(CHANGE_SIP_DOMAIN, actor, phones) },
  };
}
