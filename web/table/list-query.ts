import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

/** What is on its way to a list, and how to ask for more. */
export type ListQuery = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetching' | 'isError' | 'isPending' | 'isPlaceholderData' | 'isFetchNextPageError'
> & { readonly fetchNextPage: () => Promise<unknown> };

export interface ListItem {
  readonly id: string;
}

/** A page as the API answers it. */
export interface ListPage<Item extends ListItem> {
  readonly items: Item[];
  readonly next: string | null;
}

/** The pages that are loaded. */
export type LoadedPages<Item extends ListItem> = InfiniteData<ListPage<Item>, string | undefined>;

/** The first and the last row on the screen. */
export interface RowRange {
  first: number;
  last: number;
}
