const BOM = '\ufeff';

// What a spreadsheet takes for a formula (OWASP, CSV injection), full-width forms and an apostrophe included, wherever it could see
// a cell begin: one that splits at `;` or at tabs does so inside of what is quoted here, where the quote is not the first
// character of its line.
const SIGNS = "=+\\-@\\uff0b\\uff0d\\uff1d\\uff20'";
const DANGEROUS = (mark: string) =>
  new RegExp(`(?<=^[ "]*)${mark}(?=[${SIGNS}\\t\\r\\n])|(?<=[;\\t\\r\\n][ "]*)${mark}(?=[${SIGNS}])`, 'g');
const ARMED = DANGEROUS('');
const DISARMED = DANGEROUS("'");

/** Takes off again what `csvLine` put before what could run as a formula. */
export function rearmed(text: string): string {
  return text.replaceAll(DISARMED, '');
}

export type CsvValue = string | number | boolean | null | readonly string[];

/** The first line of a file, with the byte order mark that makes spreadsheets read UTF-8. */
export function csvHeader(columns: readonly string[]): string {
  return BOM + csvLine(columns);
}

/** One line (RFC 4180). Lists are joined with `; `, null is empty. Nothing in it can run as a formula. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map((value) => cell(value)).join(',')}\r\n`;
}

function cell(value: CsvValue): string {
  const text = value === null ? '' : typeof value === 'object' ? value.join('; ') : String(value);
  const safe = text.replaceAll(ARMED, "'");
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
