import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { SMALL_ICON } from '../theme.ts';
import classes from './Unfold.module.css';

interface Props {
  title: string;
  /** What one reads without unfolding. */
  summary: string;
  children: ReactNode;
}

/** A section of the panel that opens on demand. */
export function Unfold({ title, summary, children }: Props) {
  return (
    <details className={classes.unfold}>
      <summary className={classes.summary}>
        <IconChevronRight {...SMALL_ICON} className={classes.arrow} />
        <h3>{title}</h3>
        <span className={classes.short}>{summary}</span>
      </summary>
      {children}
    </details>
  );
}
