import { Input, VisuallyHidden } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Box } from './Box.tsx';
import { type BoxItem, type BoxSide, itemsFound } from './box-items.ts';
import classes from './TwoBoxes.module.css';

interface Props {
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Every line, in its order; or, with `onSearch`, those that were found beside the selected ones. */
  items: readonly BoxItem[];
  /** The ids of the lines in the box *Selected*. */
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** Nothing can be moved, for this reason. */
  because?: string;
  /** At the end of each selected line, such as its level. It stands beside the option and has a name of its own. */
  slot?: (item: BoxItem) => ReactNode;
  /** Where there are too many to load: asks for those that match, and `items` follows. */
  onSearch?: (query: string) => void;
  /** How many can be selected, where `items` are not all of them. */
  totalAvailable?: number;
  'data-path'?: string;
}

/**
 * Two boxes, *Available* and *Selected*: a click, Enter or space moves a line across, either way. Search in both; *move all*
 * moves those found. What happened is said to assistive technology.
 */
export function TwoBoxes({ label, items, selected, onChange, because, slot, onSearch, ...props }: Props) {
  const { t } = useTranslation('ui');
  const id = useId();
  const [queries, setQueries] = useState({ available: '', selected: '' });
  const [said, setSaid] = useState('');
  const sides = useMemo(() => split(items, selected, because), [items, selected, because]);
  const found = {
    available: useMemo(
      () => (onSearch ? sides.available : itemsFound(sides.available, queries.available)),
      [sides, queries.available, onSearch],
    ),
    selected: useMemo(() => itemsFound(sides.selected, queries.selected), [sides, queries.selected]),
  };

  function move(from: BoxSide, moved: readonly BoxItem[]) {
    const ids = new Set(moved.map((item) => item.id));
    const next = from === 'available' ? [...selected, ...ids] : selected.filter((one) => !ids.has(one));
    const values = { count: moved.length, label: moved[0]?.label ?? '', selected: next.length };
    setSaid(t(from === 'available' ? 'boxes.added' : 'boxes.removed', values));
    onChange(next);
  }

  function search(side: BoxSide, query: string) {
    setQueries({ ...queries, [side]: query });
    if (side === 'available') onSearch?.(query);
  }

  const { description, error, required, totalAvailable, 'data-path': path } = props;
  const describedBy = [description && !error && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const box = (side: BoxSide) => ({
    side,
    label,
    found: found[side],
    query: queries[side],
    onQuery: (query: string) => search(side, query),
    onMove: (moved: readonly BoxItem[]) => move(side, moved),
    describedBy,
  });

  return (
    <fieldset className={classes.root} aria-labelledby={`${id}-label`} data-invalid={error ? true : undefined}>
      <Input.Label component="div" id={`${id}-label`} required={required}>
        {label}
      </Input.Label>
      {description && !error && <Input.Description id={`${id}-help`}>{description}</Input.Description>}
      <div className={classes.boxes}>
        <Box {...box('available')} total={totalAvailable ?? sides.available.length} path={path} />
        <Box {...box('selected')} total={sides.selected.length} slot={slot} />
      </div>
      {error && <Input.Error id={`${id}-error`}>{error}</Input.Error>}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </fieldset>
  );
}

function split(items: readonly BoxItem[], selected: readonly string[], because: string | undefined) {
  const isSelected = new Set(selected);
  const lines = because ? items.map((item) => ({ ...item, because: item.because ?? because })) : items;
  return {
    available: lines.filter((item) => !isSelected.has(item.id)),
    selected: lines.filter((item) => isSelected.has(item.id)),
  };
}
