import { z } from 'zod';
import { interfaceLanguage } from './languages.ts';
import { spokenLanguage } from './spoken-languages.ts';
import { timezone } from './timezones.ts';

/** What an account says for everybody who says nothing else. */
export const localeDefaults = { interfaceLanguage, spokenLanguage, timezone };

/** What a user may say instead; null takes the account's default again. */
export const ownLocale = {
  interfaceLanguage: interfaceLanguage.nullable().describe('Of pages and mails; null: the account’s default.'),
  spokenLanguage: spokenLanguage.nullable().describe('Spoken to clients; null: the account’s default.'),
  timezone: timezone.nullable().describe('All times that the user sees are in it; null: the account’s default.'),
  moreSpokenLanguages: z
    .array(spokenLanguage)
    .max(20)
    .overwrite((codes) => [...new Set(codes)])
    .describe('Other languages that the user speaks.'),
};

/** The same as stored: what was valid once may be unknown to the runtime of today. */
export const shownDefaults = { interfaceLanguage, spokenLanguage: z.string(), timezone: z.string() };

export const shownOwnLocale = {
  interfaceLanguage: ownLocale.interfaceLanguage,
  spokenLanguage: z.string().nullable().describe('Spoken to clients; null: the account’s default.'),
  timezone: z.string().nullable().describe('All times that the user sees are in it; null: the account’s default.'),
  moreSpokenLanguages: z.array(z.string()).describe('Other languages that the user speaks.'),
};

const defaultsShape = z.strictObject(shownDefaults);
const ownShape = z.strictObject(shownOwnLocale);
export type LocaleDefaults = z.infer<typeof defaultsShape>;
export type OwnLocale = z.infer<typeof ownShape>;

/** What counts for a user: their own, else the account's default. */
export function localeInForce(own: Omit<OwnLocale, 'moreSpokenLanguages'>, account: LocaleDefaults): LocaleDefaults {
  return {
    interfaceLanguage: own.interfaceLanguage ?? account.interfaceLanguage,
    spokenLanguage: own.spokenLanguage ?? account.spokenLanguage,
    timezone: own.timezone ?? account.timezone,
  };
}
