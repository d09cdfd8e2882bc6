import { Skeleton } from '@mantine/core';
import classes from './Frame.module.css';
import { PagePending } from './PagePending.tsx';
import barClasses from './TopBar.module.css';

/** The frame while it is not known yet who is here. */
export function FramePending() {
  return (
    <div className={classes.frame}>
      <div className={classes.pane} aria-hidden>
        <Skeleton height={32} width={200} mt={14} ms={12} />
        <Skeleton height={20} width={150} mt={32} ms={18} />
        <Skeleton height={20} width={120} mt={18} ms={18} />
      </div>
      <div className={barClasses.bar} />
      <main className={classes.content}>
        <PagePending />
      </main>
    </div>
  );
}
