import { i18n } from '../locales/i18n.ts';
import { zoneInForce } from './zone.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', (365 / 12) * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

let formats = new Map<string, unknown>();

i18n.on('languageChanged', () => {
  formats = new Map();
});
// `{count, number}` in a text is written as every other number.
i18n.services.formatter?.add('number', (value: number) => formatNumber(value));

/** The languages to format in: the browser's region where it speaks the language of the page. */
function locales(): string[] {
  const { language } = i18n;
  return [...navigator.languages.filter((one) => one.split('-')[0] === language && isLanguageTag(one)), language];
}

/** Some browsers name themselves after the system: `en-US@posix`. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** Making a format costs a hundred times what using it costs. */
function kept<Format>(name: string, make: (locales: string[]) => Format): Format {
  const format = (formats.get(name) as Format | undefined) ?? make(locales());
  formats.set(name, format);
  return format;
}

/** The calendar is the one of the API and the CSV file, whatever the region's is. */
function dates(name: string, options: Intl.DateTimeFormatOptions, timeZone = zoneInForce()): Intl.DateTimeFormat {
  const make = (tags: string[]) => new Intl.DateTimeFormat(tags, { calendar: 'gregory', timeZone, ...options });
  return kept(`${name} ${timeZone}`, make);
}

export function formatNumber(value: number): string {
  return kept('number', (tags) => new Intl.NumberFormat(tags)).format(value);
}

/** With so many digits behind the sign: `1.0`. */
export function formatDecimal(value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return kept(`decimal ${digits}`, (tags) => new Intl.NumberFormat(tags, options)).format(value);
}

/** The day in words, in the reader's timezone: `21 December 2026`. */
export function formatDate(time: string | Date): string {
  return dates('day', { dateStyle: 'long' }).format(new Date(time));
}

/** Date, time to the second, and time zone, in the reader's timezone. */
export function formatExact(time: string | Date): string {
  return dates('exact', { dateStyle: 'full', timeStyle: 'long' }).format(new Date(time));
}

/** The day with its name: `Saturday, 21 December 2026`. */
export function formatWeekday(time: string | Date): string {
  return dates('weekday', { dateStyle: 'full' }).format(new Date(time));
}

/** The day with the time to the minute: `21 Dec 2026, 14:05`. */
export function formatMoment(time: string | Date): string {
  return dates('moment', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

/** What the clocks of the reader's timezone show: `14:05`. */
export function formatTime(time: string | Date): string {
  return dates('time', { timeStyle: 'short' }).format(new Date(time));
}

/** The day in the reader's timezone as addresses and date fields write it (ISO 8601): `2026-12-21`. */
export function dayOf(time: string | Date): string {
  const parts = kept(`iso ${zoneInForce()}`, () => {
    return new Intl.DateTimeFormat('en-CA', { calendar: 'gregory', timeZone: zoneInForce(), dateStyle: 'short' });
  });
  return parts.format(new Date(time));
}

/** `Reports, Finance, Orders`. */
export function formatList(words: Iterable<string>): string {
  return kept('list', (tags) => new Intl.ListFormat(tags, { type: 'unit' })).format(words);
}

/** What the clocks of a timezone show: `14:05`. */
export function formatClock(time: Date, timeZone: string): string {
  return dates('clock', { timeStyle: 'short' }, timeZone).format(time);
}

/** `3 minutes ago`; `now` within the last half minute; never `24 hours ago`, but `yesterday`. */
export function formatRelative(time: string | Date, now = Date.now()): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const format = kept('relative', (tags) => new Intl.RelativeTimeFormat(tags, { numeric: 'auto' }));
  if (Math.abs(seconds) < MINUTE / 2) return format.format(0, 'second');
  const size = STEPS.find(([, length]) => Math.abs(seconds) >= length)?.[1] ?? MINUTE;
  const rounded = (Math.round(seconds / size) || Math.sign(seconds)) * size;
  const [unit, length] = STEPS.find(([, one]) => Math.abs(rounded) >= one) ?? ['minute', MINUTE];
  return format.format(Math.round(rounded / length), unit);
}

/** The country that the reader's browser is set to (ISO 3166), where it says one. */
export function regionOfReader(): string | undefined {
  return new Intl.Locale(navigator.language).region;
}
