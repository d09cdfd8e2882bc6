import type { ReactNode } from 'react';
import { formatNumber } from '../ui/format.ts';
import classes from './UserPanel.module.css';

interface Props {
  title: string;
  /** How many there are, beside the title. */
  count?: number;
  children: ReactNode;
}

export function Section({ title, count, children }: Props) {
  return (
    <section className={classes.section}>
      <h3>
        {title}
        {count !== undefined && count > 0 && <span className={classes.sectionCount}>{formatNumber(count)}</span>}
      </h3>
      {children}
    </section>
  );
}
