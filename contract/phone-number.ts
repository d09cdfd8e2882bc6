import { isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';

// Whether a number exists in its country's plan needs 80 kB of tables: only the server and the pages with such a field load it.

/** Whether it is written in E.164 and its country gives out such numbers. */
export function isPhoneNumber(value: string): boolean {
  return isValidPhoneNumber(value) && parsePhoneNumberFromString(value)?.number === value;
}

/** What somebody typed, in E.164; null where it is no number. Numbers without `+` are of this country (ISO 3166). */
export function phoneNumberIn(typed: string, country?: string): string | null {
  const number = parsePhoneNumberFromString(typed, country as Parameters<typeof isValidPhoneNumber>[1]);
  return number?.isValid() ? number.number : null;
}

/** A number in E.164 as people read it, in groups; what is none stays as it is. */
export function shownPhoneNumber(value: string): string {
  return parsePhoneNumberFromString(value)?.formatInternational() ?? value;
}
