import type { ReactNode } from 'react';
import { ListFailed } from '../ui/ErrorState.tsx';
import { Waiting } from '../ui/Skeletons.tsx';
import { useIsPhone } from '../ui/use-is-phone.ts';
import classes from './ListPage.module.css';

interface Props {
  /** Why there is nothing to show. */
  error: Error | null;
  onRetry: () => void;
  /** What is said where the list could not be loaded. */
  failed: string;
  isPending: boolean;
  table: ReactNode;
  /** The same for narrow windows. */
  cards: ReactNode;
  /** What is said below the few rows, or none; without it, the list fills the page. */
  below: ReactNode;
}

/** A long list, or what stands in its place. */
export function ListBody({ error, onRetry, failed, isPending, table, cards, below }: Props) {
  const isPhone = useIsPhone();
  if (error) return <ListFailed error={error} title={failed} onRetry={onRetry} />;
  return (
    <div className={classes.body} data-short={below ? true : undefined} data-list>
      {isPending && <Waiting />}
      {isPhone ? cards : table}
      {below}
    </div>
  );
}
