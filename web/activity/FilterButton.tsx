import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import classes from '../table/Toolbar.module.css';
import { SMALL_ICON } from '../theme.ts';

interface Props extends Omit<ComponentProps<'button'>, 'color' | 'style'> {
  label: string;
  /** What is chosen shows below, as a chip. */
  isChosen: boolean;
}

/** The button that opens a filter. */
export function FilterButton({ label, isChosen, ...button }: Props) {
  return (
    <Button
      variant="default"
      className={classes.filter}
      data-chosen={isChosen || undefined}
      rightSection={<IconChevronDown {...SMALL_ICON} />}
      {...button}
    >
      {label}
    </Button>
  );
}
