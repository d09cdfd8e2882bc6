import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconLock, IconPlus, IconX } from '@tabler/icons-react';
import { SMALL_ICON } from '../theme.ts';
import type { BoxItem, BoxSide } from './box-items.ts';
import classes from './TwoBoxes.module.css';

interface Props {
  id: string;
  item: BoxItem;
  side: BoxSide;
  isActive: boolean;
  place: { readonly index: number; readonly of: number; readonly start: number };
  hasSlot: boolean;
  onPress: () => void;
}

/** One line of a box. Pressing it moves it across; one that may not be moved says why. The keyboard is the list's. */
export function BoxLine({ id, item, side, isActive, place, hasSlot, onPress }: Props) {
  const { label, detail, because } = item;
  const Mark = because ? IconLock : side === 'available' ? IconPlus : IconX;
  return (
    <Tooltip label={because} disabled={!because} maw={320}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and points here (aria-activedescendant) */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys */}
      <div
        id={id}
        role="option"
        className={classes.line}
        style={{ insetBlockStart: place.start }}
        aria-selected={isActive}
        aria-disabled={because ? true : undefined}
        aria-setsize={place.of}
        aria-posinset={place.index + 1}
        data-has-slot={hasSlot || undefined}
        onClick={onPress}
      >
        <span className={classes.label} title={label}>
          <bdi>{label}</bdi>
          {detail && (
            <span className={classes.detail}>
              {' '}
              <bdi>{detail}</bdi>
            </span>
          )}
          {because && <VisuallyHidden>. {because}</VisuallyHidden>}
        </span>
        <Mark {...SMALL_ICON} className={classes.mark} />
      </div>
    </Tooltip>
  );
}
