import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { AgentInFull, createAgent, updateAgent } from '../../contract/agents.ts';
import type { Input } from '../../contract/endpoint.ts';
import { changedFields } from '../ui/three-way.ts';
import { kindOf } from './kind-of.ts';

export interface Skill {
  readonly id: string;
  readonly level: number;
}

/** What an agent belongs to. */
export const MEMBERSHIPS = ['dialerRoles', 'tags', 'skillGroups'] as const;
export type Membership = (typeof MEMBERSHIPS)[number];

/** A field of the form. */
export type AgentField = SettingName | Membership;

export type Value = string | number | boolean | null | string[];

/**
 * What the form holds. A text that is not there is ''; null is the default. Of a secret '' says that it stays as it is, and
 * null that it goes.
 */
export type AgentValues = { [K in SettingName]: Value } & { dialerRoles: string[]; tags: string[]; skillGroups: Skill[] };

const TEXTS: ReadonlySet<string> = new Set(['text', 'email', 'phone', 'generated']);

function isText(name: SettingName): boolean {
  return TEXTS.has(kindOf(settingOf(name)));
}

/** What a new agent begins with, as declared. */
export function newValues(): AgentValues {
  const settings = SETTING_NAMES.map((name) => [name, inForm(name, settingOf(name).initially ?? null)]);
  return { ...(Object.fromEntries(settings) as Pick<AgentValues, SettingName>), dialerRoles: [], tags: [], skillGroups: [] };
}

export function valuesOf(agent: AgentInFull): AgentValues {
  const settings = SETTING_NAMES.map((name) => [name, inForm(name, agent[name])]);
  return {
    ...(Object.fromEntries(settings) as Pick<AgentValues, SettingName>),
    dialerRoles: agent.dialerRoles.map(({ id }) => id),
    tags: agent.tags.map(({ id }) => id),
    skillGroups: agent.skillGroups.map(({ id, level }) => ({ id, level })),
  };
}

function inForm(name: SettingName, value: unknown): Value {
  if (settingOf(name).isSecret) return '';
  if (isText(name)) return (value as string | null) ?? '';
  return Array.isArray(value) ? [...(value as string[])] : (value as Value);
}

type EditBody = Input<typeof updateAgent>['body'];
type NewBody = Input<typeof createAgent>['body'];

/** The request that makes the one state of the other: only what differs. */
export function editBody(before: AgentValues, after: AgentValues): EditBody {
  return Object.fromEntries(changedFields(before, after).map((field) => [field, inRequest(field, after)]));
}

/** The request for a new agent: what must be said, and what is not as it begins. */
export function newBody(values: AgentValues): NewBody {
  const required = SETTING_NAMES.filter((name) => settingOf(name).isRequired);
  const fields: AgentField[] = [...required, 'dialerRoles', ...changedFields(newValues(), values)];
  return Object.fromEntries(fields.map((field) => [field, inRequest(field, values)])) as NewBody;
}

function inRequest(field: AgentField, values: AgentValues): unknown {
  const value = values[field];
  if (value !== '' || !isSetting(field)) return value;
  return settingOf(field).empty ? null : value;
}

export function isSetting(field: AgentField): field is SettingName {
  return !(MEMBERSHIPS as readonly string[]).includes(field);
}
