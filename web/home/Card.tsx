import { useId } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './Card.module.css';

/** One subject of the start page, with the way to more of it. */
export function Card({ title, link, children }: { title: string; link?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {link}
      </div>
      {children}
    </section>
  );
}
