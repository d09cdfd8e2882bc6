import type { ReactNode } from 'react';
import classes from './UserPanel.module.css';

/** What scrolls in the panel, between its head and its foot. */
export function PanelBody({ children }: { children: ReactNode }) {
  return <div className={classes.body}>{children}</div>;
}
