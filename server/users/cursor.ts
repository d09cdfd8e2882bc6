import { z } from 'zod';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import { time } from '../../contract/text.ts';
import type { UserSort } from '../../contract/users.ts';
import { Refusal } from '../platform/refusal.ts';

const cursor = z.tuple([z.string(), z.string(), z.uuid()]);

/** Where the next page goes on: the sort, the last row's sort key, its id. Opaque to clients. */
export function writeCursor(sort: string, key: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

/** Reads a cursor. Throws `request.invalid` where it is not one, or belongs to another sort. */
export function readCursor(text: string | undefined, sort: string): readonly [string, string] | null {
  if (text === undefined) return null;
  const [madeFor, key, id] = parse(text);
  const isKey = /At$/.test(sort) ? isTime(key) : /weight$/.test(sort) ? /^\d{1,9}$/.test(key) : !key.includes('\0');
  if (madeFor !== sort || !isKey) throw invalid();
  return [key, id];
}

/** PostgreSQL knows no year 0. */
function isTime(key: string): boolean {
  return time.safeParse(key).success && !key.startsWith('0000');
}

function parse(text: string): [string, string, string] {
  try {
    return cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw invalid();
  }
}

function invalid(): Refusal {
  return new Refusal('request.invalid', { errors: [fieldErrorAt('cursor', 'field.invalid')] });
}

/** `-name` is descending by name. */
export function readSort<S extends string = UserSort>(sort: string): { by: S; descending: boolean } {
  const descending = sort.startsWith('-');
  return { by: (descending ? sort.slice(1) : sort) as S, descending };
}
