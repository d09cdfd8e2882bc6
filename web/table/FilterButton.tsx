import { Button, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import classes from './Toolbar.module.css';

interface Props extends Omit<ComponentProps<'button'>, 'color' | 'style'> {
  label: string;
  /** How many options are chosen, where there may be several. */
  count?: number;
  /** What is chosen shows below, as a chip. */
  isChosen?: boolean;
}

/** The button that opens the options of a filter. */
export function FilterButton({ label, count = 0, isChosen = count > 0, className, ...button }: Props) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      // What opens below it may have a class of its own for it.
      className={`${classes.filter} ${className ?? ''}`}
      data-chosen={isChosen || undefined}
      rightSection={<IconChevronDown {...SMALL_ICON} />}
      {...button}
    >
      {label}
      {count > 0 && (
        <>
          {' '}
          <span className={classes.number}>{count}</span> <VisuallyHidden>{t('filter.chosen')}</VisuallyHidden>
        </>
      )}
    </Button>
  );
}
