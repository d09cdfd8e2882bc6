import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../../contract/languages.ts';
import { timezoneNamed } from '../../contract/timezones.ts';
import { i18n } from '../locales/i18n.ts';
import { formatClock } from '../ui/format.ts';

/** The name of a language in the reader's language. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(i18n.language, { type: 'language' }).of(code) ?? code;
}

/** The name that a language of the pages has for itself. */
export function interfaceLanguageName(code: string): string {
  return INTERFACE_LANGUAGES[code as InterfaceLanguage] ?? code;
}

/** The city that a timezone is named after: `Buenos Aires` of `America/Argentina/Buenos_Aires`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** What a timezone is called in the reader's language, and what the clocks there show: `Central European Time · 14:05`. */
export function zoneDetail(zone: string, now = new Date()): string {
  if (timezoneNamed(zone) === null) return zone;
  const parts = new Intl.DateTimeFormat(i18n.language, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(now);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return `${name} · ${formatClock(now, zone)}`;
}
