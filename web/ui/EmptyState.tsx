import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './States.module.css';

interface Props {
  title: string;
  /** What this place is for. */
  children: ReactNode;
  /** The first step. */
  action?: ReactNode;
  icon?: Icon;
  /** Stands instead of a whole page: its title is the page's. */
  isPage?: boolean;
}

/** A place without content yet: what it is for, and the first step. */
export function EmptyState({ title, children, action, icon: Picture, isPage = false }: Props) {
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className={classes.state}>
      {Picture && <Picture size={32} stroke={1.25} className={classes.picture} aria-hidden />}
      <Title className={classes.title}>{title}</Title>
      <p className={classes.text}>{children}</p>
      {action && <div className={classes.actions}>{action}</div>}
    </div>
  );
}

interface NoMatchProps {
  icon: Icon;
  title: string;
  children: ReactNode;
  /** What the button says that shows everything again. */
  clear: string;
  onClear: () => void;
}

/** Nothing of a list fits what is looked for. */
export function NoMatch({ icon, title, children, clear, onClear }: NoMatchProps) {
  const action = (
    <Button variant="default" onClick={onClear}>
      {clear}
    </Button>
  );
  return <EmptyState {...{ icon, title, action }}>{children}</EmptyState>;
}
