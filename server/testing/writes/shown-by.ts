import type { Changed } from './changed-rows.ts';

/** What the record says happened, read behind the product's back. */
export interface Recorded {
  readonly id: string;
  readonly action: string;
  readonly actor_kind: string | null;
  readonly actor_id: string | null;
  readonly target_type: string;
  readonly target_id: string;
  readonly session_id: string | null;
  readonly address: string | null;
  readonly device: string | null;
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Whether an entry shows what happened to this column. */
export type How = (changed: Changed, entry: Recorded) => boolean;

export interface Columns {
  /** The entry that shows it is about this. */
  readonly target: (row: Changed['row']) => unknown;
  readonly columns: Readonly<Record<string, How>>;
}

export const sides = (entry: Recorded, name: string) => {
  const change = entry.changes[name];
  return typeof change === 'object' && change !== null ? (change as { old?: unknown; new?: unknown }) : {};
};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const same = (one: unknown, other: unknown): boolean => written(one) === written(other);

/** Times as instants, a single address without its `/32`, lists without their order, nothing as null. */
export function written(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return JSON.stringify(value.map(written).sort());
  const text = String(value).replace(/^([\d.]+)\/32$|^(.*:.*)\/128$/, '$1$2');
  return /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text).toISOString() : text;
}

/** The field has the old value and the new. */
export const field =
  (name: string): How =>
  (changed, entry) =>
    name in entry.changes && same(sides(entry, name).old, changed.old) && same(sides(entry, name).new, changed.new);
/** The field says that it changed, and nothing else. */
export const secret =
  (name: string): How =>
  (_, entry) =>
    entry.changes[name] === 'changed';
/** The list of the field has lost or gained the value of a column of the row. */
export const listed =
  (name: string, column: string): How =>
  ({ kind, row }, entry) => {
    const [old, now] = [list(sides(entry, name).old), list(sides(entry, name).new)];
    const value = row[column];
    return kind === 'came' ? now.includes(value) && !old.includes(value) : old.includes(value) && !now.includes(value);
  };
/** It follows from the other columns that changed, or is the time of the entry or the id of its target. */
export const follows: How = () => true;
/** It is what such an entry means. */
export const means =
  (...actions: string[]): How =>
  (_, { action }) =>
    actions.includes(action);
export const either =
  (...ways: How[]): How =>
  (changed, entry) =>
    ways.some((way) => way(changed, entry));
export const every = (names: string, how: How) => Object.fromEntries(names.split(' ').map((name) => [name, how]));

export const ofUser = (row: Changed['row']) => row.user_id;
export const itself = (row: Changed['row']) => row.id;
