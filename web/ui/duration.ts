/** In seconds. */
export const DURATION_UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const;
export type DurationUnit = keyof typeof DURATION_UNITS;

/** The largest unit in which a length of time is a whole number. */
export function unitOf(seconds: number): DurationUnit {
  if (seconds % DURATION_UNITS.days === 0) return 'days';
  return seconds % DURATION_UNITS.hours === 0 ? 'hours' : 'minutes';
}
