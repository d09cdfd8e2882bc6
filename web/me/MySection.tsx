import { useId } from '@mantine/hooks';
import type { ReactNode, Ref } from 'react';
import classes from './MySection.module.css';

interface Props {
  title: string;
  /** What it is for, or what follows from it. */
  text?: string;
  children: ReactNode;
  ref?: Ref<HTMLElement>;
}

/** One subject of the page: its name at the left, what can be changed at the right. */
export function MySection({ title, text, children, ref }: Props) {
  const id = useId();
  return (
    <section ref={ref} className={classes.section} aria-labelledby={id}>
      <div className={classes.about}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {text && <p className={classes.text}>{text}</p>}
      </div>
      <div className={classes.content}>{children}</div>
    </section>
  );
}
