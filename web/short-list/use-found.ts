import { useMemo } from 'react';
import { nameKey } from '../../contract/text.ts';
import type { ShortSort } from './short-list-search.ts';

type Counted<Count extends string> = { readonly name: string } & { readonly [Key in Count]: number };

/** Those with the text in their name, in the order that is wanted. The list comes by name, as the server sorts it. */
export function useFound<Count extends string, Item extends Counted<Count>>(
  items: readonly Item[] | undefined,
  count: Count,
  { q = '', sort = 'name' }: { q?: string; sort?: ShortSort<Count> },
): Item[] {
  return useMemo(() => {
    const key = nameKey(q.trim());
    const found = (items ?? []).filter(({ name }) => nameKey(name).includes(key));
    if (sort === 'name') return found;
    if (sort === '-name') return found.reverse();
    const sign = sort === count ? 1 : -1;
    return found.sort((one, other) => sign * (one[count] - other[count]));
  }, [items, count, q, sort]);
}
