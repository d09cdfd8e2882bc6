import { type RawBuilder, sql } from 'kysely';
import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { SecretName, SettingValues } from '../../contract/agent-settings-shapes.ts';

// Where the settings are kept. Most follow from the declaration: the name in snake case, of `users u` or of `agents g`.

/** `sessionSeconds` is `session_seconds`. */
export function columnOf(name: SettingName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The column with its table's alias. */
export function columnRef(name: SettingName): RawBuilder<unknown> {
  return sql.ref(`${settingOf(name).of === 'user' ? 'u' : 'g'}.${columnOf(name)}`);
}

/** The settings of one agent as they are stored; of a secret whether there is one. */
export type StoredSettings = Omit<SettingValues, SecretName> & { readonly [K in SecretName]: boolean };

/** What an edit says of the settings: what is left out stays. */
export type SettingsEdit = { readonly [K in SettingName]?: SettingValues[K] | undefined };

/** Selects every setting under its own name. `isActive` is a reading of the status, which says more. */
export function settingsSelected() {
  return SETTING_NAMES.map((name) => {
    const column = columnRef(name);
    if (name === 'isActive') return sql`u.status in ('active', 'pending')`.as(name);
    if (settingOf(name).isSecret) return sql`${column} is not null`.as(name);
    return (settingOf(name).isInTenths ? sql`${column}::float8 / 10` : column).as(name);
  });
}

/** What a value is in its column. */
export function toColumn(name: SettingName, value: unknown): unknown {
  return settingOf(name).isInTenths && typeof value === 'number' ? Math.round(value * 10) : value;
}
