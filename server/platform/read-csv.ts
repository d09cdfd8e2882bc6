import { rearmed } from './csv.ts';

/** One line of a file: where it begins, and its values. */
export interface CsvRow {
  /** Counted from 1, as an editor shows it. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quotation mark that nobody closes: the values are not to be trusted. */
  readonly isUnclosed: boolean;
}

const BOM = '\ufeff';
const SEPARATORS = [',', ';', '\t'] as const;

/**
 * Reads CSV (RFC 4180), with or without a byte order mark, its values between commas, semicolons or tabs, whichever the first
 * line has most of. Empty lines are left out. What `csvLine` put before a value, lest it run as a formula, is taken off again.
 */
export function readCsv(text: string): CsvRow[] {
  const content = text.startsWith(BOM) ? text.slice(1) : text;
  const separator = separatorOf(content);
  const rows: CsvRow[] = [];
  let line = 1;
  for (let at = 0; at < content.length; ) {
    const row = readRow(content, at, separator);
    const raw = content.slice(at, row.end);
    if (row.isUnclosed || row.cells.some((cell) => cell !== ''))
      rows.push({ line, cells: row.cells, isUnclosed: row.isUnclosed });
    line += raw.match(/\r\n|\n|\r/g)?.length ?? 0;
    at = row.end;
  }
  return rows;
}

/** Of what stands outside quotation marks in the first line. */
function separatorOf(content: string): string {
  const first = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(content)?.[0] ?? '').replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function readRow(content: string, start: number, separator: string) {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = content[at] === '"' ? readQuoted(content, at, separator) : readPlain(content, at, separator);
    cells.push(rearmed(cell.text));
    at = cell.end;
    if (cell.isUnclosed) return { cells, end: content.length, isUnclosed: true };
    if (content[at] !== separator) break;
    at += 1;
  }
  if (content[at] === '\r' && content[at + 1] === '\n') at += 1;
  return { cells, end: Math.min(at + 1, content.length), isUnclosed: false };
}

function readPlain(content: string, start: number, separator: string) {
  let end = start;
  while (end < content.length && content[end] !== separator && content[end] !== '\n' && content[end] !== '\r') end += 1;
  return { text: content.slice(start, end).trim(), end, isUnclosed: false };
}

/** Up to its closing mark; what stands between that and the next separator belongs to it, as spreadsheets read it. */
function readQuoted(content: string, start: number, separator: string) {
  let text = '';
  let at = start + 1;
  for (;;) {
    const mark = content.indexOf('"', at);
    if (mark === -1) return { text, end: content.length, isUnclosed: true };
    text += content.slice(at, mark);
    if (content[mark + 1] !== '"') {
      const rest = readPlain(content, mark + 1, separator);
      return { text: (text + rest.text).trim(), end: rest.end, isUnclosed: false };
    }
    text += '"';
    at = mark + 2;
  }
}
