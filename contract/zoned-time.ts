const PARTS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const;
const MINUTE = 60_000;

/** What clocks of a timezone (IANA) show at an instant: `2026-11-22T14:30:00`. */
export function wallClockIn(timeZone: string, instant: Date): string {
  const format = new Intl.DateTimeFormat('en-CA', { ...PARTS, calendar: 'gregory', hourCycle: 'h23', timeZone });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year?.padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

/**
 * When clocks of a timezone show this (`2026-11-22T14:30`); of an hour that comes twice the first, of one that is left out as much
 * later. Null where it is no time.
 */
export function instantIn(timeZone: string, wallClock: string): Date | null {
  const asUtc = Date.parse(`${wallClock}Z`);
  // The 31st of a month that has none is no time.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(wallClock.slice(0, 10))) return null;
  const offsetAt = (time: number) => Date.parse(`${wallClockIn(timeZone, new Date(time))}Z`) - Math.floor(time / 1000) * 1000;
  // The offsets of the day before and the day after are all that can be in force.
  const offsets = [asUtc - 1440 * MINUTE, asUtc + 1440 * MINUTE].map(offsetAt);
  const candidates = offsets.map((offset) => asUtc - offset).sort((one, other) => one - other);
  const match = candidates.find((time) => time + offsetAt(time) === asUtc);
  return new Date(match ?? candidates[1] ?? asUtc);
}
