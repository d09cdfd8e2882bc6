import { useDidUpdate } from '@mantine/hooks';
import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { ListItem, ListQuery, RowRange } from './list-query.ts';
import type { ActiveRow } from './use-active-row.ts';
import { useLoadMore } from './use-load-more.ts';
import { useMoreBeside } from './use-more-beside.ts';

const OVERSCAN = 12;

interface Measures {
  items: readonly ListItem[];
  rows: ActiveRow;
  query: ListQuery;
  height: number;
  /** What the sticky head covers. */
  headHeight: number;
  /** Kept up to date, for who wants to know. */
  onScreen?: RefObject<RowRange>;
  /** Another one shows from the top. */
  viewKey: string;
}

/** The rows on the screen, loading more towards the end and following the keyboard. */
export function useVirtualRows({ items: all, rows, query, height, headHeight, onScreen, viewKey }: Measures) {
  const scroller = useRef<HTMLDivElement>(null);
  const { active } = rows;
  const virtualizer = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => all[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollPaddingEnd: headHeight,
    rangeExtractor: useCallback((range: Range) => withActive(range, active), [active]),
  });
  const items = virtualizer.getVirtualItems();
  const { startIndex: first, endIndex: last } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };

  useEffect(() => {
    if (onScreen) onScreen.current = { first, last };
  }, [onScreen, first, last]);

  useDidUpdate(() => virtualizer.measure(), [height]);

  useLoadMore(query, last, all.length);
  useFollowKeyboard(rows, scroller, (index) => virtualizer.scrollToIndex(index));
  useTopOnNewView(scroller, viewKey);
  useMoreBeside(scroller);

  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const gapBefore = (item: VirtualItem) => item.start - (items[items.indexOf(item) - 1]?.end ?? 0);
  return { scroller, items, after, gapBefore };
}

/** The row with the focus stays in the document when it is scrolled away, or the focus would be lost. */
function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((a, b) => a - b);
}

function useFollowKeyboard(
  { active, step }: ActiveRow,
  scroller: RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
) {
  const done = useRef(step);
  useEffect(() => {
    if (done.current === step) return;
    done.current = step;
    scrollTo(active);
    // Whoever reads in the panel stays there.
    if (document.activeElement?.closest('[data-panel]')) return;
    const focusRow = () => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
      row?.focus({ preventScroll: true });
      return row;
    };
    if (!focusRow()) requestAnimationFrame(focusRow);
  });
}

function useTopOnNewView(scroller: RefObject<HTMLDivElement | null>, key: string) {
  const before = useRef(key);
  useEffect(() => {
    if (before.current !== key) scroller.current?.scrollTo({ top: 0 });
    before.current = key;
  }, [key, scroller]);
}
