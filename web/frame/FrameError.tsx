import type { ErrorComponentProps } from '@tanstack/react-router';
import { PageError } from './PageError.tsx';
import classes from './Standalone.module.css';

/** The same as an error of a page, where there is no frame to show it in. */
export function FrameError(props: ErrorComponentProps) {
  return (
    <main className={classes.page}>
      <PageError {...props} />
    </main>
  );
}
