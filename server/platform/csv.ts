const BOM = '\ufeff';

/** What a spreadsheet would take for a formula (OWASP, CSV injection), full-width forms and a leading apostrophe included. */
const DANGEROUS = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20']/;

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
  const safe = DANGEROUS.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
