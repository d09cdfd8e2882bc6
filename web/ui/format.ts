import { i18n } from '../locales/i18n.ts';
import { zoneInForce } from './zone.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
];

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

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locales()).format(value);
}

/** The day in words, in the reader's timezone: `21 December 2026`. */
export function formatDate(time: string | Date): string {
  return new Intl.DateTimeFormat(locales(), { dateStyle: 'long', timeZone: zoneInForce() }).format(new Date(time));
}

/** Date, time to the second, and time zone, in the reader's timezone. */
export function formatExact(time: string | Date): string {
  const format = { dateStyle: 'full', timeStyle: 'long', timeZone: zoneInForce() } as const;
  return new Intl.DateTimeFormat(locales(), format).format(new Date(time));
}

/** What the clocks of a timezone show: `14:05`. */
export function formatClock(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locales(), { timeStyle: 'short', timeZone }).format(time);
}

/** `3 minutes ago`; `now` within the last half minute. */
export function formatRelative(time: string | Date, now = Date.now()): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locales(), { numeric: 'auto' });
  if (Math.abs(seconds) < MINUTE / 2) return format.format(0, 'second');
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', MINUTE];
  return format.format(Math.round(seconds / size) || Math.sign(seconds), unit);
}
