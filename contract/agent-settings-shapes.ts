import { z } from 'zod';
import { SETTING_NAMES, type SettingName, type Settings, settingOf } from './agent-settings.ts';
import type { Setting } from './setting.ts';

// What follows from the declaration of the settings: types, and the shapes of requests and answers.

type OrNull<S extends Setting> = S extends { empty: string } ? null : never;

/** A whole set of values, as the form holds it. */
export type SettingValues = { -readonly [K in SettingName]: z.output<Settings[K]['schema']> | OrNull<Settings[K]> };

type NamesWith<P> = { [K in SettingName]: Settings[K] extends P ? K : never }[SettingName];
export type DefaultableName = NamesWith<{ default: string }>;
export type SecretName = NamesWith<{ isSecret: true }>;
export type FilterName = NamesWith<{ isFilter: true }>;
type RequiredName = NamesWith<{ isRequired: true }>;

/** What everybody may change of themselves (Rank). */
export const OWN_SETTINGS: readonly SettingName[] = [
  'firstName',
  'lastName',
  'timezone',
  'spokenLanguage',
  'moreSpokenLanguages',
  'interfaceLanguage',
];

function namesWhere(holds: (setting: Setting) => unknown): SettingName[] {
  return SETTING_NAMES.filter((name) => holds(settingOf(name)));
}

export const DEFAULTABLE = namesWhere((setting) => setting.default) as DefaultableName[];
export const FILTERABLE = namesWhere((setting) => setting.isFilter) as FilterName[];
const SECRET = namesWhere((setting) => setting.isSecret) as SecretName[];
const SHOWN = namesWhere((setting) => !setting.isSecret) as Exclude<SettingName, SecretName>[];

type Shape<Names extends SettingName, Of extends Record<SettingName, z.ZodType>> = { [K in Names]: Of[K] };
type ValueSchemas = { [K in SettingName]: z.ZodType<SettingValues[K], z.input<Settings[K]['schema']> | OrNull<Settings[K]>> };
type OptionalSchemas = { [K in SettingName]: z.ZodOptional<ValueSchemas[K]> };

function valueSchemaOf(name: SettingName): z.ZodType {
  const { schema, empty, label } = settingOf(name);
  const described = schema.describe(empty === 'default' ? `${label}; null: the default.` : label);
  return empty ? described.nullable() : described;
}

function shapeOf(names: readonly SettingName[], of: (name: SettingName) => z.ZodType): z.ZodRawShape {
  return Object.fromEntries(names.map((name) => [name, of(name)]));
}

/** What a PATCH may say: what is left out stays. */
export const settingsEdit = shapeOf(SETTING_NAMES, (name) => valueSchemaOf(name).optional()) as Shape<
  SettingName,
  OptionalSchemas
>;

/** What a new agent may be given: what the form stars must be there, everything else begins as declared. */
export const newSettings = shapeOf(SETTING_NAMES, (name) =>
  settingOf(name).isRequired ? valueSchemaOf(name) : valueSchemaOf(name).optional(),
) as Shape<RequiredName, ValueSchemas> & Shape<Exclude<SettingName, RequiredName>, OptionalSchemas>;

/** The same as stored, without checks: what was valid once may not be today. Of a secret only whether there is one. */
export const shownSettings = {
  ...shapeOf(SHOWN, (name) => looseOf(name).describe(settingOf(name).label)),
  ...shapeOf(SECRET, (name) => z.boolean().describe(`${settingOf(name).label}: whether there is one.`)),
} as { [K in Exclude<SettingName, SecretName>]: z.ZodType<SettingValues[K]> } & { [K in SecretName]: z.ZodBoolean };

function looseOf(name: SettingName): z.ZodType {
  const { schema, empty } = settingOf(name);
  const loose = schema instanceof z.ZodEnum || schema instanceof z.ZodBoolean ? schema : looseKind(schema);
  return empty || name === 'username' ? loose.nullable() : loose;
}

function looseKind(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNumber) return z.number();
  return schema instanceof z.ZodArray ? z.array(z.string()) : z.string();
}

/** The choices of a filter, as the address bar writes them. `default`: those who have nothing of their own. */
export function filterChoices(name: FilterName): [string, ...string[]] {
  const { schema, empty } = settingOf(name);
  const values = schema instanceof z.ZodEnum ? schema.options.map(String) : ['true', 'false'];
  return [...values, ...(empty === 'default' ? ['default'] : [])] as [string, ...string[]];
}
