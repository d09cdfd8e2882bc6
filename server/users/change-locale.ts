import type { OwnLocale } from '../../contract/locale-settings.ts';
import type { Tx } from '../db/pool.ts';
import type { UserRow } from '../db/tables.ts';
import type { Change } from '../platform/activity.ts';

/** The column of each field. */
const COLUMNS = {
  interfaceLanguage: 'interface_language',
  spokenLanguage: 'spoken_language',
  timezone: 'timezone',
  moreSpokenLanguages: 'more_spoken_languages',
} as const satisfies Record<keyof OwnLocale, keyof UserRow>;

type Column = (typeof COLUMNS)[keyof typeof COLUMNS];

type Before = Pick<UserRow, 'id' | Column>;
type LocaleEdit = { readonly [K in keyof OwnLocale]?: OwnLocale[K] | undefined };

/** Sets the languages and the timezone that are given; null takes the account's default. Notes what changed in `changes`. */
export async function changeLocale(tx: Tx, before: Before, edit: LocaleEdit, changes: Record<string, Change>): Promise<void> {
  const fields = (Object.keys(COLUMNS) as (keyof OwnLocale)[]).filter(
    (field) => edit[field] !== undefined && !isSame(edit[field], before[COLUMNS[field]]),
  );
  if (fields.length === 0) return;
  for (const field of fields) changes[field] = { old: before[COLUMNS[field]], new: edit[field] ?? null };
  await tx
    .updateTable('users')
    .set(Object.fromEntries(fields.map((field) => [COLUMNS[field], edit[field]])))
    .where('account_id', '=', tx.accountId)
    .where('id', '=', before.id)
    .execute();
}

/** Of a list the order does not count. */
function isSame(one: string | readonly string[] | null | undefined, other: string | readonly string[] | null): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return new Set(one).symmetricDifference(new Set(other)).size === 0;
}
