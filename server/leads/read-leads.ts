import type { Output } from '../../contract/endpoint.ts';
import { check, fieldErrorAt } from '../../contract/field-errors.ts';
import { createLead, type importLeads } from '../../contract/leads.ts';
import { phoneNumberIn } from '../../contract/phone-number.ts';
import { moment } from '../../contract/text.ts';
import { instantIn } from '../../contract/zoned-time.ts';
import { type CsvRow, readCsv } from '../platform/read-csv.ts';
import { Refusal } from '../platform/refusal.ts';
import type { LeadContent } from './lead-values.ts';

type Fault = Output<typeof importLeads>['faults'][number];
type Column = keyof LeadContent;

const COLUMNS = ['firstName', 'lastName', 'phone', 'status', 'weight', 'callBackAt', 'language', 'group'] as const;

interface ReadLeads {
  readonly leads: readonly LeadContent[];
  /** How many lines have a fault. */
  readonly refused: number;
  readonly faults: readonly Fault[];
  /** Columns that leads do not have. */
  readonly ignored: readonly string[];
}

/** Reads leads from CSV, line by line. Throws `lead.no_columns` where the first line does not name a column `phone`, or one twice. */
export function readLeads(csv: string, timezone: string): ReadLeads {
  const [header, ...rows] = readCsv(csv);
  const names = (header?.cells ?? []).map((cell) => cell.normalize('NFC'));
  const columns = names.map(columnNamed);
  const known = columns.filter((column) => column !== null);
  if (header?.isUnclosed || !known.includes('phone') || new Set(known).size < known.length) throw new Refusal('lead.no_columns');
  const read = rows.map((row) => readLine(row, columns, timezone));
  return {
    leads: read.flatMap((one) => (Array.isArray(one) ? [] : [one])),
    refused: read.filter((one) => Array.isArray(one)).length,
    faults: read.flatMap((one) => (Array.isArray(one) ? one : [])),
    ignored: names.filter((name, n) => columns[n] === null && name !== ''),
  };
}

/** `First name` and `first_name` are `firstName`. */
function columnNamed(name: string): Column | null {
  const key = name.toLowerCase().replaceAll(/[\s_-]/g, '');
  return COLUMNS.find((column) => column.toLowerCase() === key) ?? null;
}

/** The lead of a line; or what is wrong with it. */
function readLine(row: CsvRow, columns: readonly (Column | null)[], timezone: string): LeadContent | Fault[] {
  if (row.isUnclosed) return [faultAt(row.line, fieldErrorAt('', 'field.quote'))];
  if (row.cells.length > columns.length && row.cells.slice(columns.length).some((cell) => cell !== '')) {
    return [faultAt(row.line, fieldErrorAt('', 'field.cells', { count: row.cells.length, expected: columns.length }))];
  }
  const said = Object.fromEntries(
    columns.flatMap((column, n) => (column && row.cells[n] ? [[column, meaningOf(column, row.cells[n], timezone)]] : [])),
  );
  const checked = check(createLead.body, said);
  return checked.ok ? checked.value : checked.errors.map((error) => faultAt(row.line, error));
}

/** What a cell means, where that can be said; else as it is, for the check to refuse. */
function meaningOf(column: Column, cell: string, timezone: string): unknown {
  switch (column) {
    case 'phone':
      return phoneNumberIn(cell.replace(/^00/, '+')) ?? `no number: ${cell}`;
    case 'status':
      return cell.toLowerCase().replaceAll(/[\s-]+/g, '_');
    case 'weight':
      return /^\d{1,9}$/.test(cell) ? Number(cell) : cell;
    case 'callBackAt':
      return timeIn(cell, timezone);
    case 'language':
      return cell.toLowerCase();
    default:
      return cell;
  }
}

const WALL_CLOCK = /^([1-9]\d{3}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/;

function timeIn(cell: string, timezone: string): string {
  const [, day, clock] = WALL_CLOCK.exec(cell) ?? [];
  if (day !== undefined) return instantIn(timezone, `${day}T${clock}`)?.toISOString() ?? cell;
  return moment.safeParse(cell).data ?? cell;
}

function faultAt(line: number, { path, code, message, params }: ReturnType<typeof fieldErrorAt>): Fault {
  return { line, column: path, code, message, ...(params ? { params } : {}) };
}
