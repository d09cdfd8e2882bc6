/** The moment at which clocks of the timezone, or without one the browser’s, show this (`2026-11-22T14:05`). */
export function timeIn(shown: string, timeZone: string | undefined): Date {
  const asUtc = new Date(`${shown}Z`);
  const guess = new Date(asUtc.getTime() - offsetAt(asUtc, timeZone));
  // Near a change of the clocks the offset is another one there.
  return new Date(asUtc.getTime() - offsetAt(guess, timeZone));
}

/** By how much clocks of the timezone are ahead of UTC then, in milliseconds. */
function offsetAt(time: Date, timeZone: string | undefined): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const shown = Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`);
  return shown - Math.floor(time.getTime() / 1000) * 1000;
}
