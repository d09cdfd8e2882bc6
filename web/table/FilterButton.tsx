import { Button, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import classes from './Toolbar.module.css';

interface Props extends Omit<ComponentProps<'button'>, 'color' | 'style'> {
  label: string;
  /** How many options are chosen. */
  count: number;
}

/** The button that opens the options of a filter. */
export function FilterButton({ label, count, ...button }: Props) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      className={classes.filter}
      data-chosen={count > 0 || undefined}
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
