import { Button, CloseButton, TextInput, VisuallyHidden } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import { BoxList } from './BoxList.tsx';
import type { BoxItem, BoxSide } from './box-items.ts';
import { formatNumber } from './format.ts';
import classes from './TwoBoxes.module.css';

export interface BoxProps {
  side: BoxSide;
  /** What the lines are: it names the box for a reader who does not see it. */
  label: string;
  /** How many there are, found or not. */
  total: number;
  found: readonly BoxItem[];
  query: string;
  onQuery: (query: string) => void;
  onMove: (items: readonly BoxItem[]) => void;
  /** At the end of a line, such as a field of its own. */
  slot?: (item: BoxItem) => ReactNode;
  /** The field's path, for the focus after an error. */
  path?: string;
  describedBy?: string;
}

/** One of two boxes: how many lines it has, *move all*, a search, and the list. */
export function Box({ query, onQuery, total, ...props }: BoxProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const { side, label, found, onMove } = props;
  const movable = found.filter(({ because }) => !because);
  const verb = side === 'available' ? 'add' : 'remove';

  function onSearchKey(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault(); // Enter would send the form around it
    list.current?.focus();
  }

  return (
    <div className={classes.box}>
      <div className={classes.head}>
        <span className={classes.side} id={id}>
          <VisuallyHidden>{label}: </VisuallyHidden>
          {t(`boxes.${side}`)} <span className={classes.count}>{formatNumber(total)}</span>
        </span>
        <Button size="compact-sm" variant="subtle" disabled={movable.length === 0} onClick={() => onMove(movable)}>
          {t(`boxes.${verb}${query ? 'Found' : 'All'}`, { count: movable.length })}
          <VisuallyHidden>: {label}</VisuallyHidden>
        </Button>
      </div>
      <TextInput
        type="search"
        className={classes.search}
        aria-label={t(`boxes.search.${side}`, { label })}
        placeholder={t('boxes.searchHint')}
        autoComplete="off"
        maxLength={200}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onSearchKey}
        leftSection={<IconSearch {...SMALL_ICON} />}
        rightSection={query && <CloseButton size="sm" aria-label={t('boxes.clear')} onClick={() => onQuery('')} />}
      />
      <BoxList key={query} ref={list} labelledBy={id} isSearched={query !== ''} {...props} />
    </div>
  );
}
