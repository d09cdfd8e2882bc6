import { sql } from 'kysely';
import { raiseVersions } from '../agents/raise-version.ts';
import { ha1Of, newSipPassword } from '../agents/sip.ts';
import { type Tx, violates } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { announce } from '../platform/live-events.ts';
import { demand } from '../platform/policy.ts';
import { Refusal, refuseField } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandSettings } from './demand-settings.ts';
import { CHANGE_SIP_DOMAIN } from './policy.ts';
import { findDialerSettings, findPhones, type Phone } from './queries.ts';

interface DomainChange {
  /** The version that the editor looked at. */
  readonly seen: number;
  /** Null: made of the account code. */
  readonly sipDomain: string | null;
  /** How many phones get a new password, as the editor was told. */
  readonly passwords: number;
}

/** What is shown once, and kept nowhere. */
export interface NewPassword {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Changes the SIP domain, and makes the new passwords that phones then need, since theirs hold for one domain only; answers
 * them by name. Those of deleted users are forgotten. Throws the reasons of `MANAGE_DIALER_SETTINGS` and `CHANGE_SIP_DOMAIN`,
 * `dialer_settings.changed` (412), `dialer_settings.sip_passwords` where they are not as many as the editor was told,
 * `dialer_settings.sip_domain_taken`.
 */
export async function changeSipDomain(tx: Tx, signedIn: SignedIn, change: DomainChange): Promise<NewPassword[]> {
  // Before any other lock: whoever makes or forgets a password has locked it too, so their number stays what it is.
  await tx.selectFrom('accounts').select('id').where('id', '=', tx.accountId).forNoKeyUpdate().executeTakeFirstOrThrow();
  const { actor, before } = await demandSettings(tx, signedIn, change.seen);
  if (change.sipDomain === before.ownSipDomain) return [];
  const phones = await findPhones(tx, actor);
  const present = phones.filter(({ status }) => status !== 'deleted');
  demand(CHANGE_SIP_DOMAIN, actor, present);
  const count = present.length;
  if (count !== change.passwords) throw new Refusal('dialer_settings.sip_passwords', { params: { count } });
  await tx
    .updateTable('dialer_settings')
    .set({ sip_domain: change.sipDomain, version: before.version + 1 })
    .where('account_id', '=', tx.accountId)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'dialer_settings_sip_domain') ? refuseField('sipDomain', 'dialer_settings.sip_domain_taken') : error;
    });
  const { sipDomain } = await findDialerSettings(tx);
  const passwords = await renew(tx, present, sipDomain);
  await forget(
    tx,
    phones.filter(({ status }) => status === 'deleted'),
  );
  await raiseVersions(
    tx,
    phones.map(({ userId }) => userId),
  );
  await announce(tx, { kind: 'dialer.changed', what: 'dialerSettings' });
  const ids = (some: readonly Phone[]) => some.map(({ userId }) => userId).sort();
  const changes = {
    sipDomain: { old: before.ownSipDomain, new: change.sipDomain },
    ...(phones.length > 0 ? { sipPasswords: { old: ids(phones), new: ids(present) } } : {}),
  };
  const target = { type: 'account', id: tx.accountId } as const;
  await record(tx, signedIn, { action: 'dialer_settings.sip_domain_changed', target, changes });
  return passwords;
}

/** One password for each phone, in one statement for all. */
async function renew(tx: Tx, phones: readonly Phone[], domain: string): Promise<NewPassword[]> {
  const made = phones.map(({ userId, name, sipUsername: username }) => ({ userId, name, username, password: newSipPassword() }));
  const hashes = made.map(({ username, password }) => ha1Of(username, domain, password));
  const columns = [
    made.map(({ userId }) => userId),
    hashes.map((one) => one.sip_ha1_md5),
    hashes.map((one) => one.sip_ha1_sha256),
  ];
  await sql`update agents g set sip_ha1_md5 = n.md5, sip_ha1_sha256 = n.sha256, sip_password_at = now()
    from unnest(${columns[0]}::uuid[], ${columns[1]}::text[], ${columns[2]}::text[]) as n (user_id, md5, sha256)
    where g.account_id = current_account() and g.user_id = n.user_id`.execute(tx);
  return made;
}

async function forget(tx: Tx, phones: readonly Phone[]): Promise<void> {
  if (phones.length === 0) return;
  const ids = phones.map(({ userId }) => userId);
  await tx
    .updateTable('agents')
    .set({ sip_ha1_md5: null, sip_ha1_sha256: null, sip_password_at: null })
    .where('account_id', '=', tx.accountId)
    .where('user_id', 'in', ids)
    .execute();
}
