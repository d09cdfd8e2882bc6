import { ALL_INTERFACE_LANGUAGES } from '../../contract/languages.ts';
import { commonSpokenLanguages } from '../../contract/spoken-languages.ts';
import { allTimezones } from '../../contract/timezones.ts';
import { i18n } from '../locales/i18n.ts';
import { interfaceLanguageName, languageName, zoneCity, zoneDetail } from './names.ts';

/** One line of a list: its name, what stands beside it, and further words by which it is found. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  readonly words?: string;
}

export function interfaceLanguageOption(value: string): Option {
  return { value, label: interfaceLanguageName(value), words: value };
}

export function spokenLanguageOption(value: string): Option {
  return { value, label: languageName(value), words: value };
}

export function zoneOption(value: string): Option {
  return { value, label: zoneCity(value), detail: zoneDetail(value), words: value };
}

export function interfaceLanguageOptions(): Option[] {
  return ALL_INTERFACE_LANGUAGES.map(interfaceLanguageOption);
}

export function spokenLanguageOptions(): Option[] {
  return commonSpokenLanguages().map(spokenLanguageOption).sort(byLabel());
}

export function zoneOptions(): Option[] {
  return allTimezones().map(zoneOption).sort(byLabel());
}

function byLabel(): (one: Option, other: Option) => number {
  const { compare } = new Intl.Collator(i18n.language);
  return (one, other) => compare(one.label, other.label);
}
