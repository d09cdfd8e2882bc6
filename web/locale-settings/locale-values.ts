import type { InterfaceLanguage } from '../../contract/languages.ts';
import type { OwnLocale } from '../../contract/locale-settings.ts';

/** What a form holds of languages and timezone. Nothing: the account's default. */
export type LocaleValues = {
  interfaceLanguage: string;
  spokenLanguage: string;
  moreSpokenLanguages: string[];
  timezone: string;
};

export function localeValuesOf(own: OwnLocale): LocaleValues {
  return {
    interfaceLanguage: own.interfaceLanguage ?? '',
    spokenLanguage: own.spokenLanguage ?? '',
    moreSpokenLanguages: [...own.moreSpokenLanguages],
    timezone: own.timezone ?? '',
  };
}

/** The same as the API takes it: null for the default. What is left out stays out. */
export function localeBodyOf(values: Partial<LocaleValues>): Partial<OwnLocale> {
  const { interfaceLanguage, spokenLanguage, timezone, moreSpokenLanguages } = values;
  return {
    ...(interfaceLanguage === undefined ? {} : { interfaceLanguage: (interfaceLanguage as InterfaceLanguage) || null }),
    ...(spokenLanguage === undefined ? {} : { spokenLanguage: spokenLanguage || null }),
    ...(moreSpokenLanguages === undefined ? {} : { moreSpokenLanguages }),
    ...(timezone === undefined ? {} : { timezone: timezone || null }),
  };
}
