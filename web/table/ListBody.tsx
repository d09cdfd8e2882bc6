import type { ReactNode } from 'react';
import { ListFailed } from '../ui/ErrorState.tsx';
import { Waiting } from '../ui/Skeletons.tsx';
import { useIsPhone } from '../ui/use-is-phone.ts';
import classes from './ListPage.module.css';

interface Props {
  /** Why not all could be read. */
  error: Error | null;
  onRetry: () => void;
  /** What is said where the list could not be loaded. */
  failed: string;
  isPending: boolean;
  /** Whether there are no rows to show. */
  isEmpty: boolean;
  table: ReactNode;
  /** The same for narrow windows. */
  cards: ReactNode;
  /** What is said where it is known that there are none. */
  nothing: ReactNode;
  /** What is said below a few rows; without it, the list fills the page. */
  below?: ReactNode;
}

/** A long list, or what stands in its place. */
export function ListBody({ error, onRetry, failed, isPending, isEmpty, table, cards, nothing, below }: Props) {
  const isPhone = useIsPhone();
  const words = isEmpty && !isPending ? nothing : below;
  if (error && isEmpty) return <ListFailed error={error} title={failed} onRetry={onRetry} />;
  return (
    <div className={classes.body} data-short={words ? true : undefined} data-list>
      {isPending && <Waiting />}
      {isPhone ? cards : table}
      {words}
    </div>
  );
}
