import { NotFoundPage } from './NotFoundPage.tsx';
import classes from './Standalone.module.css';

/** An address outside of every frame. */
export function NowherePage() {
  return (
    <main className={classes.page}>
      <NotFoundPage />
    </main>
  );
}
