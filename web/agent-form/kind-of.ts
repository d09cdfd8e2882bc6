import { z } from 'zod';
import { interfaceLanguage } from '../../contract/languages.ts';
import type { Setting } from '../../contract/setting.ts';
import { spokenLanguage } from '../../contract/spoken-languages.ts';
import { email } from '../../contract/text.ts';
import { timezone } from '../../contract/timezones.ts';

/** What stands on the page for a setting. One component for each, whatever the settings are called. */
export type Kind =
  | 'text'
  | 'email'
  | 'phone'
  | 'generated'
  | 'secret'
  | 'yesNo'
  | 'choice'
  | 'opening'
  | 'timezone'
  | 'language'
  | 'languages'
  | 'interfaceLanguage'
  | 'seconds'
  | 'tenths'
  | 'number';

const OF_SCHEMA = new Map<z.ZodType, Kind>([
  [email, 'email'],
  [timezone, 'timezone'],
  [spokenLanguage, 'language'],
  [interfaceLanguage, 'interfaceLanguage'],
]);

/** The kind of field that a setting's declaration asks for. */
export function kindOf({ schema, empty, unit, isSecret, isPhone, isGenerated, isInTenths, opens }: Setting): Kind {
  if (isSecret) return 'secret';
  if (isPhone) return 'phone';
  if (isGenerated) return 'generated';
  if (opens) return 'opening';
  const known = OF_SCHEMA.get(schema);
  if (known) return known;
  if (schema instanceof z.ZodArray) return 'languages';
  if (schema instanceof z.ZodBoolean) return empty === 'default' ? 'choice' : 'yesNo';
  if (schema instanceof z.ZodEnum) return 'choice';
  if (!(schema instanceof z.ZodNumber)) return 'text';
  if (isInTenths) return 'tenths';
  return unit === 'seconds' ? 'seconds' : 'number';
}

/** The values of a choice; null stands for the default where there is one. */
export function choicesOf({ schema, empty }: Setting): (string | boolean | null)[] {
  const values = schema instanceof z.ZodEnum ? schema.options.map(String) : [false, true];
  return empty === 'default' ? [null, ...values] : values;
}
