import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import classes from './Cards.module.css';
import type { ListItem, ListQuery, RowRange } from './list-query.ts';
import { MoreFailed } from './MoreRows.tsx';
import { useLoadMore } from './use-load-more.ts';

const CARD_HEIGHT = 92;

/** What a card needs to know of its place in the list. */
export interface CardPlace {
  index: number;
  /** Where the card stands, in pixels from the top of the list. */
  start: number;
  measure: (node: HTMLElement | null) => void;
  /** How many there are in all; -1: not known. */
  count: number;
}

interface Props<Item extends ListItem> {
  name: string;
  items: readonly Item[];
  query: ListQuery;
  count: number;
  onScreen?: RefObject<RowRange>;
  card: (item: Item, place: CardPlace) => ReactNode;
}

/** A list as cards, for narrow windows. Only those on the screen exist. */
export function CardList<Item extends ListItem>({ name, items, query, count, onScreen, card }: Props<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
  });
  const { startIndex: first, endIndex: last } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  useEffect(() => {
    if (onScreen) onScreen.current = { first, last };
  }, [onScreen, first, last]);
  useLoadMore(query, last, items.length);

  return (
    <div ref={scroller} className={classes.scroller} data-stale={query.isPlaceholderData || undefined}>
      {query.isPending && <SkeletonCards />}
      <ul
        className={classes.list}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={name}
        aria-busy={query.isPending || query.isPlaceholderData}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          return item && card(item, { index, start, measure: virtualizer.measureElement, count });
        })}
      </ul>
      {query.isFetchNextPageError ? (
        <div className={classes.failed}>
          <MoreFailed query={query} />
        </div>
      ) : (
        query.hasNextPage && <SkeletonCards cards={2} />
      )}
    </div>
  );
}

/** One of them, in its place. */
export function Card({ place, isOpen, children }: { place: CardPlace; isOpen: boolean; children: ReactNode }) {
  const { index, start, measure, count } = place;
  return (
    <li
      ref={measure}
      className={classes.card}
      style={{ transform: `translateY(${start}px)` }}
      data-index={index}
      data-open={isOpen || undefined}
      aria-posinset={index + 1}
      aria-setsize={count}
    >
      {children}
    </li>
  );
}

function SkeletonCards({ cards = 6 }: { cards?: number }) {
  return [...Array(cards).keys()].map((index) => (
    <div key={index} className={classes.skeleton} aria-hidden>
      <Skeleton circle height={32} />
      <div>
        <Skeleton height={12} width="55%" radius="sm" />
        <Skeleton height={10} width="75%" radius="sm" mt={10} />
        <Skeleton height={10} width="40%" radius="sm" mt={10} />
      </div>
    </div>
  ));
}
