import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import { isPhoneNumber } from '../../contract/phone-number.ts';
import type { Tx } from '../db/pool.ts';
import type { Change } from '../platform/activity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Secrets } from '../platform/secrets.ts';
import { changeLimits } from '../security/change-limits.ts';
import type { SignedIn } from '../sessions/actor.ts';
import { changeEmail } from '../users/change-email.ts';
import { changeLocale } from '../users/change-locale.ts';
import { changeNames } from '../users/change-names.ts';
import { setOauthEmail } from '../users/set-oauth-email.ts';
import { sealCalendarToken } from './calendar-token.ts';
import { refuseTaken, takeTypedExtension } from './extensions.ts';
import type { ListedAgent } from './queries.ts';
import { columnOf, type SettingsEdit, toColumn } from './settings.ts';
import { forgetSipPassword, wholeSip } from './sip.ts';

/** The settings that an edit really changes. Of a secret nobody knows, so naming it counts. */
export function changedSettings(before: ListedAgent, edit: SettingsEdit): SettingName[] {
  return SETTING_NAMES.filter((name) => {
    if (edit[name] === undefined) return false;
    return settingOf(name).isSecret ? edit[name] !== null || before[name] : !isSame(edit[name], before[name]);
  });
}

/**
 * Writes settings that change, and answers what changed. Most are a column each; those of the user go the ways that the
 * Portal's edits go. `isActive` is not among them. Whether the actor may is asked before. Throws what the ways throw,
 * `agent.extension_taken`, `agent.extension_reserved`, `agent.sip_username_taken`.
 */
export async function writeSettings(
  tx: Tx,
  { signedIn, secrets, before, edit }: { signedIn: SignedIn; secrets: Secrets; before: ListedAgent; edit: SettingsEdit },
): Promise<Record<string, Change>> {
  const wanted = { ...edit, ...wholeSip(before, edit) };
  const names = changedSettings(before, wanted);
  demandPhones(names, wanted);
  const changes = await writeUser(tx, signedIn, before, wanted, names);
  if (names.includes('virtualExtension') && typeof wanted.virtualExtension === 'string') {
    await takeTypedExtension(tx, signedIn, before.id, wanted.virtualExtension);
  }
  await writeProfile(tx, before.id, wanted, names);
  for (const name of names.filter((one) => settingOf(one).of === 'profile')) changes[name] = changeOf(name, before, wanted);
  if (names.includes('caldavToken')) await sealCalendarToken(tx, secrets, before.id, wanted.caldavToken ?? null);
  if (await forgetSipPassword(tx, before)) changes.sipPassword = 'changed';
  return changes;
}

/** Every setting of the profile that is a plain column. */
async function writeProfile(tx: Tx, userId: string, edit: SettingsEdit, names: readonly SettingName[]): Promise<void> {
  const plain = names.filter((name) => settingOf(name).of === 'profile' && !settingOf(name).isSecret);
  if (plain.length === 0) return;
  await tx
    .updateTable('agents')
    .set(Object.fromEntries(plain.map((name) => [columnOf(name), toColumn(name, edit[name])])))
    .where('account_id', '=', tx.accountId)
    .where('user_id', '=', userId)
    .execute()
    .catch((error: unknown) => {
      throw refuseTaken(error);
    });
}

/** What belongs to the user goes the ways of the Portal: one way for each thing. */
async function writeUser(
  tx: Tx,
  signedIn: SignedIn,
  before: ListedAgent,
  edit: SettingsEdit,
  names: readonly SettingName[],
): Promise<Record<string, Change>> {
  const changes: Record<string, Change> = {};
  const of = Object.fromEntries(names.map((name) => [name, edit[name]])) as SettingsEdit;
  await changeNames(tx, namesOf(before), { ...named(before, of), email: of.email }, changes);
  await changeLocale(tx, localeOf(before), of, changes);
  if (of.email !== undefined) {
    const owner = { id: before.id, status: before.status, old: before.email, oldNew: before.new_email };
    Object.assign(changes, await changeEmail(tx, owner, of.email));
  }
  if (names.some((name) => settingOf(name).asks === 'limits'))
    Object.assign(changes, await changeLimits(tx, signedIn, before.id, of));
  if (of.oauthEmail !== undefined) {
    await setOauthEmail(tx, before.id, of.oauthEmail);
    changes.oauthEmail = { old: before.oauthEmail, new: of.oauthEmail };
  }
  return changes;
}

/** A user is called something: where both names are left empty, by the username. */
function named(before: ListedAgent, { username, firstName, lastName }: SettingsEdit): SettingsEdit {
  const [first, last] = [firstName ?? before.firstName, lastName ?? before.lastName];
  return { username, lastName, firstName: first || last ? firstName : (username ?? before.username ?? before.email) };
}

function namesOf({ id, email, username, firstName, lastName, status }: ListedAgent) {
  return { id, email, username, first_name: firstName, last_name: lastName, status };
}

function localeOf({ id, interfaceLanguage, spokenLanguage, timezone, moreSpokenLanguages }: ListedAgent) {
  return {
    id,
    interface_language: interfaceLanguage,
    spoken_language: spokenLanguage,
    timezone,
    more_spoken_languages: moreSpokenLanguages,
  };
}

/** E.164 is the form; whether the country gives out such a number is looked up here. */
function demandPhones(names: readonly SettingName[], edit: SettingsEdit): void {
  const wrong = names.filter((name) => settingOf(name).isPhone && edit[name] !== null && !isPhoneNumber(String(edit[name])));
  if (wrong.length > 0) throw new Refusal('request.invalid', { errors: wrong.map((name) => fieldErrorAt(name, 'field.phone')) });
}

function changeOf(name: SettingName, before: ListedAgent, edit: SettingsEdit): Change {
  if (settingOf(name).isSecret) return 'changed';
  return { old: (before[name] ?? null) as string | null, new: (edit[name] ?? null) as string | null };
}

/** Of a list the order does not count. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return new Set(one).symmetricDifference(new Set(other)).size === 0;
}
