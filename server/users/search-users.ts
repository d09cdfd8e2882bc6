import { sql } from 'kysely';
import { nameKey } from '../../contract/text.ts';
import type { Reader } from '../db/pool.ts';

/** Beyond so many hits a page is found sooner by walking the list in its order than by sorting the hits. */
const MANY = 2000;

/** The trigram index knows nothing of shorter texts. */
const SHORTEST_INDEXED = 3;

/** What a search found: the ids of a few, or for many a pattern that their search key is like. */
export type SearchHits = { readonly ids: readonly string[] } | { readonly pattern: string };

/** Looks up who matches a text that somebody typed; null where it is empty, so that everybody does. */
export async function searchUsers(db: Reader, typed: string | undefined): Promise<SearchHits | null> {
  const term = nameKey(typed?.trim() ?? '');
  if (!term) return null;
  const pattern = `%${term.replaceAll(/[\\%_]/g, '\\$&')}%`;
  if (term.length < SHORTEST_INDEXED) return { pattern };
  const { rows } = await sql<{ id: string }>`select search_users(${term}, ${MANY + 1}::int) as id`.execute(db);
  return rows.length > MANY ? { pattern } : { ids: rows.map(({ id }) => id) };
}
