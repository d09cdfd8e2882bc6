import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useZone } from '../ui/zone.ts';
import type { ActivityView } from './activity-search.ts';
import { DayName } from './DayName.tsx';
import { Entry } from './Entry.tsx';
import classes from './EntryList.module.css';
import type { EntryRow } from './entry-rows.ts';
import { GapRow } from './GapRow.tsx';
import { useEntrySteps } from './use-entry-steps.ts';

const HEIGHTS: Readonly<Record<EntryRow['kind'], number>> = { day: 36, entry: 57, gap: 44 };
const OVERSCAN = 6;
/** Still at the top. */
const TOP_PX = 8;

export interface EntryListHandle {
  /** To the newest, with nothing unfolded. */
  toTop: () => void;
}

interface Props {
  rows: readonly EntryRow[];
  /** Which row is the last on the screen, so that more is fetched in time. */
  onLast?: (index: number) => void;
  /** Whether somebody reads: further down, or what they have unfolded. */
  onReading?: (isReading: boolean) => void;
  onOnly?: (filter: Partial<ActivityView>) => void;
  /** Below the last row. */
  children?: ReactNode;
  isStale?: boolean;
  isBusy?: boolean;
  ref?: Ref<EntryListHandle>;
}

/** The entries with a scroll of their own. Only the rows on the screen exist; the day of the first one stays in sight. */
export function EntryList({ rows, onLast, onReading, onOnly, children, isStale = false, isBusy = false, ref }: Props) {
  const { t } = useTranslation('activity');
  useZone();
  const scroller = useRef<HTMLDivElement>(null);
  const { open, toggle, close } = useOpen();
  const [isDown, setDown] = useState(false);
  const isReading = isDown || open.size > 0;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? 'entry'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN,
    rangeExtractor: useCallback((range: Range) => withDay(range, rows), [rows]),
  });
  const items = virtualizer.getVirtualItems();
  const { startIndex: first, endIndex: last } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  const day = dayBefore(rows, first);

  useEffect(() => onLast?.(last), [onLast, last]);
  useEntrySteps(scroller, rows, virtualizer.scrollToIndex);
  useEffect(() => onReading?.(isReading), [onReading, isReading]);
  useImperativeHandle(ref, () => ({
    toTop: () => {
      close();
      scroller.current?.scrollTo({ top: 0 });
    },
  }));

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-entries
      data-stale={isStale || undefined}
      onScroll={({ currentTarget }) => setDown(currentTarget.scrollTop > TOP_PX)}
    >
      <ol className={classes.list} style={{ height: virtualizer.getTotalSize() }} aria-label={t('list')} aria-busy={isBusy}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                data-kind={row.kind}
                data-stuck={index === day || undefined}
                className={classes.row}
                style={index === day ? undefined : { transform: `translateY(${start}px)` }}
              >
                {row.kind === 'day' && <DayName at={row.at} />}
                {row.kind === 'gap' && <GapRow gap={row.gap} />}
                {row.kind === 'entry' && <Entry entry={row.entry} isOpen={open.has(row.key)} onToggle={toggle} onOnly={onOnly} />}
              </li>
            )
          );
        })}
      </ol>
      {children}
    </div>
  );
}

function useOpen() {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => setOpen((before) => before.symmetricDifference(new Set([id]))), []);
  const close = useCallback(() => setOpen(new Set()), []);
  return { open, toggle, close };
}

/** The heading under which the row stands; -1 where there is none. */
function dayBefore(rows: readonly EntryRow[], index: number): number {
  for (let at = Math.min(index, rows.length - 1); at >= 0; at -= 1) if (rows[at]?.kind === 'day') return at;
  return -1;
}

/** The day of the first row on the screen is there too, to stay at the top. */
function withDay(range: Range, rows: readonly EntryRow[]): number[] {
  const indexes = defaultRangeExtractor(range);
  const day = dayBefore(rows, range.startIndex);
  return day < 0 || indexes.includes(day) ? indexes : [day, ...indexes];
}
