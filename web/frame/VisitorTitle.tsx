import type { ReactNode } from 'react';
import classes from './VisitorTitle.module.css';

/** The title of a page around sign-in, and one sentence below it. */
export function VisitorTitle({ title, lead }: { title: string; lead?: ReactNode }) {
  return (
    <div className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {lead && <p className={classes.lead}>{lead}</p>}
    </div>
  );
}
