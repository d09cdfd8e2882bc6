import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { Section } from '../../contract/setting.ts';

/** Settings that stand below the choice that opens them. */
export const OPENED: ReadonlySet<string> = new Set(
  SETTING_NAMES.flatMap((name) => Object.values(settingOf(name).opens ?? {}).flat()),
);

/** The settings that a section of the form shows, in the order of their declaration. */
export function settingsOf(section: Section): SettingName[] {
  return SETTING_NAMES.filter((name) => settingOf(name).section === section && !OPENED.has(name));
}
