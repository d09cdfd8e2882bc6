import { settingOf } from '../../contract/agent-settings.ts';
import type { Section } from '../../contract/setting.ts';
import { type AgentField, isSetting } from './agent-values.ts';

/** The field that an error's path belongs to: `tags.3` is `tags`. */
export function fieldAt(path: string): AgentField {
  return (path.split('.')[0] ?? path) as AgentField;
}

/** The section in which the field of this path stands. */
export function sectionOf(path: string): Section {
  const field = fieldAt(path);
  return isSetting(field) ? settingOf(field).section : 'membership';
}
