import { sql } from 'kysely';
import type { Reader } from '../db/pool.ts';

/** More people than this are not looked up by their ids. */
const MANY_PEOPLE = 300;
/** Among so many users a word of many is known as one at once, where the trigrams would be read of everybody. */
const SAMPLE = 3000;
const MOST_TERMS = 10;

/** A word that somebody typed, and where it may be met: beside the entry, or in a name of who takes part in it. */
export interface Term {
  readonly word: string;
  /** The words beside an entry that begin so, as PostgreSQL reads a tsquery. */
  readonly beside: string;
  /** Whose names have it, as they are now: users, and departments and whatever else has a name. `many`: too many to name. */
  readonly named: readonly string[] | 'many';
}

/** Looks up what the words of a text can mean. None: the text has no words, and everything fits. */
export async function readTerms(db: Reader, accountId: string, typed: string | undefined): Promise<Term[]> {
  const tokens = (typed ?? '').trim().split(/\s+/).filter(Boolean);
  if (tokens.length === 0) return [];
  const prefix = `${accountId.slice(-8)}/`;
  const addresses = tokens
    .filter(isPartOfAddress)
    .map((token): Term => ({ word: token, beside: addressQuery(prefix, token), named: [] }));
  const words = tokens.filter((token) => !isPartOfAddress(token)).join(' ');
  const { rows } = await namesQuery(accountId, words).execute(db);
  const terms = rows.map(({ word, people, things }): Term => {
    const isMany = people.length > MANY_PEOPLE || things.length > MANY_PEOPLE;
    return { word, beside: `${quoted(prefix + word)}:*`, named: isMany ? 'many' : [...people, ...things] };
  });
  return [...addresses, ...terms].slice(0, MOST_TERMS);
}

/** The query of `readTerms`, for those who measure it. Trigrams know nothing of texts of one or two letters. */
export function namesQuery(accountId: string, words: string) {
  const most = sql.lit(MANY_PEOPLE + 1);
  return sql<{ word: string; people: string[]; things: string[] }>`
    select w.word,
      case when cardinality(sampled.ids) > ${sql.lit(MANY_PEOPLE)} then sampled.ids
        when length(w.word) > 2 then array(select search_users(w.word, ${most}))
        else array(select id from users where account_id = ${accountId}::uuid and strpos(search_key, w.word) > 0 limit ${most}) end as people,
      array(select t.id from (
        select id, name_key as name from departments where account_id = ${accountId}::uuid
        union all select id, searched_text(name) from account_sign_in_providers where account_id = ${accountId}::uuid
        union all select id, searched_text(name) from accounts where id = ${accountId}::uuid) t
        where strpos(t.name, w.word) > 0 limit ${most}) as things
    from (select distinct word from string_to_table(searched_text(${words}), ' ') word where word <> '' limit ${sql.lit(MOST_TERMS)}) w
    cross join lateral (select array(
      select s.id from (select id, search_key from users where account_id = ${accountId}::uuid limit ${sql.lit(SAMPLE)}) s
      where strpos(s.search_key, w.word) > 0 limit ${most}) as ids) sampled`;
}

/** `10.0.3.`, `2001:db8::`: digits with dots or colons between or behind them. */
function isPartOfAddress(token: string): boolean {
  return /^[\da-f.:/]+$/i.test(token) && /[.:]/.test(token) && /\d/.test(token);
}

/** An address that begins so; or these numbers in a value, as a block of addresses is written. */
function addressQuery(prefix: string, token: string): string {
  const parts = token
    .toLowerCase()
    .split(/[.:/]+/)
    .filter(Boolean);
  const inValue = parts.map((part) => quoted(prefix + part)).join(' & ');
  return `${quoted(prefix + token.toLowerCase())}:* | (${inValue})`;
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
}
