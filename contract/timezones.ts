import { z } from 'zod';

/** The name by which this runtime knows a timezone (IANA), or null where it knows none. Offsets such as `+01:00` are none. */
export function timezoneNamed(text: string): string | null {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(text)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** A timezone of the IANA list, kept by the name that the server has for it: `Asia/Kolkata` and `Asia/Calcutta` are one. */
export const timezone = z
  .string()
  .max(64)
  .refine((value) => timezoneNamed(value) !== null, { error: 'field.timezone', abort: true })
  .overwrite((value) => timezoneNamed(value) ?? value)
  .meta({ id: 'Timezone', description: 'A name of the IANA list.', example: 'Europe/Berlin' });

/** The same, where nobody chose it and so nobody could choose another: one that the server does not know counts as UTC. */
export const timezoneOrUtc = z
  .string()
  .max(64)
  .overwrite((value) => timezoneNamed(value) ?? 'UTC')
  .meta({ description: 'A name of the IANA list; one that the server does not know counts as UTC.' });

/** The timezones that a form offers. */
export function allTimezones(): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}
