import { dayOf } from './format.ts';

const HOUR_MS = 3_600_000;

/** When a day (`2026-12-21`) begins in the reader's timezone: at midnight, or when the clocks that skip it say so. */
export function startOfDay(day: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // No timezone is further than this from Greenwich.
  let [before, after] = [noon - 36 * HOUR_MS, noon + 14 * HOUR_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle)) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** The day so many days later. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}
