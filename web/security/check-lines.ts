import { addAllowedAddresses } from '../../contract/allowed-addresses.ts';
import { check } from '../../contract/field-errors.ts';
import { tError } from '../locales/t-error.ts';

/** What a text of many lines would send, and what is wrong with which line (counted from 1); empty lines do not count. */
export function checkLines(text: string): { lines: string[]; errors: { line: number; message: string }[] } {
  const filled = text
    .split(/\r?\n/)
    .map((one, index) => ({ text: one.trim(), line: index + 1 }))
    .filter((one) => one.text !== '');
  const lines = filled.map((one) => one.text);
  const checked = lines.length === 0 ? null : check(addAllowedAddresses.body, { lines });
  if (!checked || checked.ok) return { lines, errors: [] };
  const errors = checked.errors.map(({ path, code, params }) => ({
    line: filled[Number(path.split('.')[1])]?.line ?? 0,
    message: tError(code, params),
  }));
  return { lines, errors };
}
