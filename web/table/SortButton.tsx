import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import classes from './SortButton.module.css';

export type Direction = 'ascending' | 'descending' | 'none';

interface Props {
  title: string;
  direction: Direction;
  onClick: () => void;
  /** What else it looks like in this list. */
  className?: string | undefined;
}

/** The head of a column by which the list can be sorted. */
export function SortButton({ title, direction, onClick, className = '' }: Props) {
  const { t } = useTranslation();
  const Arrow = direction === 'none' ? IconSelector : direction === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      className={`${classes.sort} ${className}`}
      data-sorted={direction !== 'none' || undefined}
      title={t('list.sortBy', { column: title })}
      onClick={onClick}
    >
      {title}
      <Arrow {...SMALL_ICON} size={14} className={classes.arrow} />
    </UnstyledButton>
  );
}

/** How a list stands to one of its columns. */
export function directionOf<Sort>(sort: Sort, view: { readonly sort: Sort; readonly descending: boolean }): Direction {
  if (view.sort !== sort) return 'none';
  return view.descending ? 'descending' : 'ascending';
}
