import { z } from 'zod';
import { fieldErrorAt } from '../../contract/field-errors.ts';
import type { UserSort } from '../../contract/users.ts';
import { Refusal } from '../platform/refusal.ts';

/** As PostgreSQL writes a timestamptz. */
const TIME = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

const cursor = z.tuple([z.string(), z.string(), z.uuid()]);

/** Where the next page goes on: the sort, the last row's sort key, its id. Opaque to clients. */
export function writeCursor(sort: string, key: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

/** Reads a cursor. Throws `request.invalid` where it is not one, or belongs to another sort. */
export function readCursor(text: string | undefined, sort: string): readonly [string, string] | null {
  if (text === undefined) return null;
  const [madeFor, key, id] = parse(text);
  const isTime = /At$/.test(sort);
  if (madeFor !== sort || key.includes('\0') || (isTime && !TIME.test(key))) throw invalid();
  return [key, id];
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
export function readSort(sort: string): { by: UserSort; descending: boolean } {
  const descending = sort.startsWith('-');
  return { by: (descending ? sort.slice(1) : sort) as UserSort, descending };
}
