import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { AgentSort } from '../../contract/agents.ts';

const MEMBERSHIPS = ['dialerRoles', 'skillGroups', 'tags'] as const;
export type MembershipColumn = (typeof MEMBERSHIPS)[number];

/** A column that may be chosen. The name always shows. */
export type AgentColumn = SettingName | MembershipColumn | 'id' | 'lastSeenAt';

const settingsWith = (column: 'shown' | undefined) =>
  SETTING_NAMES.filter((name) => settingOf(name).column === column && name !== 'isActive');

/** What shows before anybody has chosen, in its order (D-1). */
export const SHOWN_COLUMNS: readonly AgentColumn[] = [...settingsWith('shown'), 'isActive', 'lastSeenAt', ...MEMBERSHIPS, 'id'];

/** Every column that may be chosen: those, and the settings that can be looked at where somebody wants to. */
export const AGENT_COLUMNS: readonly AgentColumn[] = [...SHOWN_COLUMNS, ...settingsWith(undefined)];

export function isAgentColumn(text: string): text is AgentColumn {
  return (AGENT_COLUMNS as readonly string[]).includes(text);
}

export function isMembership(column: AgentColumn): column is MembershipColumn {
  return (MEMBERSHIPS as readonly string[]).includes(column);
}

const SORTS: Readonly<Partial<Record<AgentColumn | 'name', AgentSort>>> = {
  name: 'name',
  id: 'id',
  username: 'username',
  email: 'email',
  virtualExtension: 'virtualExtension',
  sipOption: 'sipOption',
  isActive: 'status',
  lastSeenAt: 'lastSeenAt',
};

/** The sort of the API that belongs to a column: each that has one value, and an index. */
export function sortOf(column: AgentColumn | 'name'): AgentSort | undefined {
  return SORTS[column];
}

const WIDTHS: Readonly<Partial<Record<AgentColumn, number>>> = {
  username: 112,
  email: 160,
  virtualExtension: 84,
  sipOption: 124,
  dialerRoles: 124,
  skillGroups: 140,
  tags: 124,
  isActive: 166,
  lastSeenAt: 108,
  id: 92,
};

export function widthOf(column: AgentColumn): number {
  return WIDTHS[column] ?? 136;
}
