import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { ListItem, ListPage, LoadedPages } from './list-query.ts';

/** More pages than this are not renewed one by one. */
const AT_ONCE = 3;

/** A list of which pages are loaded. */
export interface Renewable<Item extends ListItem> {
  readonly client: QueryClient;
  /** Where its pages are kept. */
  readonly key: QueryKey;
  /** What everything begins with that may say something else when rows come, go or move. */
  readonly all: QueryKey;
  readonly fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<Item>>;
}

/**
 * Asks for some pages of the list again, and puts them in place. Where rows came, went or moved that touches other pages
 * too, so everything is asked for again. Answers whether it was only these pages.
 */
export async function renewPages<Item extends ListItem>(
  { client, key, all, fetchPage }: Renewable<Item>,
  list: LoadedPages<Item>,
  indexes: readonly number[],
  signal: AbortSignal,
): Promise<boolean> {
  const fresh = await Promise.all(
    indexes.map(async (index) => ({ index, page: await fetchPage(list.pageParams[index], signal) })),
  );
  if (fresh.length === 0 || client.getQueryData<LoadedPages<Item>>(key) !== list) return true;
  if (fresh.every(({ index, page }) => hasSameRows(page, list.pages[index]))) {
    client.setQueryData<LoadedPages<Item>>(key, {
      ...list,
      pages: list.pages.map((page, index) => fresh.find((one) => one.index === index)?.page ?? page),
    });
    return true;
  }
  await client.invalidateQueries({ queryKey: all });
  return false;
}

function hasSameRows(fresh: ListPage<ListItem>, held: ListPage<ListItem> | undefined): boolean {
  return (
    fresh.next === held?.next &&
    fresh.items.length === held.items.length &&
    fresh.items.every((item, index) => item.id === held.items[index]?.id)
  );
}

/** The pages that hold them; null where one is on no page (they may belong on any), or on too many. */
export function pagesWith(list: LoadedPages<ListItem>, ids: ReadonlySet<string>): number[] | null {
  const found = list.pages.flatMap(({ items }, index) => items.filter(({ id }) => ids.has(id)).map(() => index));
  const pages = [...new Set(found)];
  return found.length < ids.size || pages.length > AT_ONCE ? null : pages;
}
