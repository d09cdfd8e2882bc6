import { useId } from '@mantine/hooks';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxProps } from './Box.tsx';
import { BoxLine } from './BoxLine.tsx';
import classes from './TwoBoxes.module.css';
import { useBoxKeys } from './use-box-keys.ts';

const LINE_HEIGHT = 36;
const OVERSCAN = 6;

interface Props extends Pick<BoxProps, 'side' | 'found' | 'onMove' | 'slot' | 'path' | 'describedBy'> {
  ref: Ref<HTMLDivElement>;
  labelledBy: string;
  isSearched: boolean;
}

/**
 * The lines of a box, those on the screen only. The list has the focus as a whole and says which line is active, so that
 * nothing is lost when a line moves away. Slots stand beside the options, since an option may hold no control.
 */
export function BoxList({ ref, side, found, onMove, slot, path, describedBy, labelledBy, isSearched }: Props) {
  const { t } = useTranslation('ui');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const active = useRef(0);
  const virtualizer = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => found[index]?.id ?? index,
    overscan: OVERSCAN,
    rangeExtractor: useCallback((range: Range) => withActive(range, active.current), []),
  });
  const keys = useBoxKeys(
    found,
    (index) => virtualizer.scrollToIndex(index),
    (item) => !item.because && onMove([item]),
  );
  active.current = keys.active;
  const current = found[keys.active];
  const lines = virtualizer.getVirtualItems().flatMap(({ index, start }) => {
    const item = found[index];
    return item ? [{ item, index, start }] : [];
  });

  return (
    <>
      <div ref={scroller} className={classes.scroller}>
        <div
          ref={ref}
          role="listbox"
          tabIndex={0}
          className={classes.list}
          style={{ height: virtualizer.getTotalSize() }}
          aria-labelledby={labelledBy}
          aria-describedby={describedBy}
          aria-activedescendant={current && `${id}-${current.id}`}
          data-path={path}
          onKeyDown={keys.onKeyDown}
        >
          {lines.map(({ item, index, start }) => (
            <BoxLine
              key={item.id}
              id={`${id}-${item.id}`}
              item={item}
              side={side}
              isActive={index === keys.active}
              place={{ index, of: found.length, start }}
              hasSlot={slot !== undefined}
              onPress={() => keys.press(index)}
            />
          ))}
        </div>
        {slot &&
          lines.map(({ item, start }) => (
            <div key={item.id} className={classes.slot} style={{ insetBlockStart: start }}>
              {slot(item)}
            </div>
          ))}
        {found.length === 0 && <p className={classes.empty}>{t(isSearched ? 'boxes.noMatch' : `boxes.none.${side}`)}</p>}
      </div>
      {current?.because && keys.wasAsked && (
        <p className={classes.because} aria-hidden>
          <b>{current.label}</b>: {current.because}
        </p>
      )}
    </>
  );
}

/** The active line stays in the document when it is scrolled away, since the list refers to it. */
function withActive(range: Range, active: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((a, b) => a - b);
}
