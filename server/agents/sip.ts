import { createHash, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { Tx } from '../db/pool.ts';
import { record } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { demandAgent } from './demand-agent.ts';
import type { ListedAgent } from './queries.ts';
import { raiseVersion } from './raise-version.ts';
import type { SettingsEdit } from './settings.ts';

/** Letters, digits and signs that no SIP server, phone or reader takes for another: no `;`, `^` or quotes, no 0 O o 1 I l |. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const ALPHABET = `${LETTERS}-_.~+*`;
const LENGTH = 24;

/** A password for a phone: 24 characters, 142 bits. It begins with a letter or digit, so that no spreadsheet takes it for a formula. */
export function newSipPassword(): string {
  const rest = Array.from({ length: LENGTH - 1 }, () => oneOf(ALPHABET));
  return [oneOf(LETTERS), ...rest].join('');
}

function oneOf(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

/** What a SIP server needs instead of the password (RFC 7616, 3.4.2; RFC 8760): it holds for this name and domain only. */
export function ha1Of(username: string, domain: string, password: string) {
  const hash = (algorithm: string) => createHash(algorithm).update(`${username}:${domain}:${password}`).digest('hex');
  return { sip_ha1_md5: hash('md5'), sip_ha1_sha256: hash('sha256') };
}

/**
 * Makes the password of an agent's phone, random unless one is given; the one before stops working. It is kept nowhere.
 * Throws the reason of `AGENT_RULES.makeSipPassword`, `agent.no_phone`, `agent.no_sip_username`.
 */
export async function makeSipPassword(tx: Tx, signedIn: SignedIn, id: string, given: string | undefined) {
  await demandAgent(tx, signedIn, id, 'makeSipPassword');
  const phone = await tx
    .selectFrom('agents')
    .select(['sip_option', 'sip_username'])
    .select(sql<string>`sip_domain_of(account_id)`.as('domain'))
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', id)
    .executeTakeFirstOrThrow();
  if (phone.sip_option !== 'pbx') throw new Refusal('agent.no_phone');
  if (phone.sip_username === null) throw new Refusal('agent.no_sip_username');
  const password = given ?? newSipPassword();
  await tx
    .updateTable('agents')
    .set({ ...ha1Of(phone.sip_username, phone.domain, password), sip_password_at: sql<Date>`now()` })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', id)
    .execute();
  await raiseVersion(tx, id);
  const changes = { sipPassword: 'changed' } as const;
  await record(tx, signedIn, { action: 'agent.sip_password_made', target: { type: 'user', id }, changes });
  return { username: phone.sip_username, domain: phone.domain, password };
}

/** A URI belongs to one of the options: it is demanded with it, and goes with it. */
export function wholeSip(before: Pick<ListedAgent, 'sipOption' | 'sipUri'>, edit: SettingsEdit): SettingsEdit {
  const option = edit.sipOption ?? before.sipOption;
  const uri = edit.sipUri === undefined ? before.sipUri : edit.sipUri;
  if (option !== 'uri') return { sipUri: null };
  if (uri === null) throw new Refusal('request.invalid', { errors: [fieldErrorAt('sipUri', 'field.required')] });
  return {};
}

/** The password holds for one name: with another, or without a phone, it is forgotten. Answers whether there was one. */
export async function forgetSipPassword(
  tx: Tx,
  before: Pick<ListedAgent, 'id' | 'sip_username' | 'sip_password_at'>,
): Promise<boolean> {
  if (!before.sip_password_at) return false;
  const gone = await tx
    .updateTable('agents')
    .set({ sip_ha1_md5: null, sip_ha1_sha256: null, sip_password_at: null })
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', before.id)
    .where(sql<boolean>`sip_username is distinct from ${before.sip_username}`)
    .executeTakeFirst();
  return gone.numUpdatedRows > 0n;
}
