import { IconHistory } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, NoMatch } from '../ui/EmptyState.tsx';
import { ListFailed } from '../ui/ErrorState.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import classes from './ActivityView.module.css';
import { type Scope, useActivityList } from './activity-queries.ts';
import { type ActivityView, isFiltered, NO_FILTERS } from './activity-search.ts';
import { EntryList } from './EntryList.tsx';
import { withDays } from './entry-rows.ts';
import { ListEnd } from './ListEnd.tsx';
import { NewerButton } from './NewerButton.tsx';
import type { ChangeView } from './use-activity-view.ts';
import { useFreshEntries } from './use-fresh-entries.ts';

const LOAD_AHEAD = 40;

interface Props {
  scope: Scope;
  view: ActivityView;
  /** Narrows the list; without it nothing is offered. */
  changeView?: ChangeView;
}

/** The entries of a view under their days, or what stands in their place. */
export function Entries({ scope, view, changeView }: Props) {
  const { t } = useTranslation('activity');
  const { query, entries } = useActivityList(scope, view);
  const rows = useMemo(() => withDays(entries), [entries]);
  const [last, setLast] = useState(0);
  useMore(query, last, rows.length);
  useFreshEntries(scope, query);

  if (query.isError && entries.length === 0) {
    return <ListFailed error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  }
  if (query.isPending || (entries.length === 0 && query.hasNextPage)) {
    return (
      <div className={classes.body}>
        <RowsToCome rows={12} />
      </div>
    );
  }
  if (entries.length === 0) return <Nothing isFiltered={isFiltered(view)} onClear={() => changeView?.(NO_FILTERS)} />;
  return (
    <div className={classes.body}>
      {scope === 'account' && !isFiltered(view) && <NewerButton newest={entries[0]?.id} onShow={() => query.refetch()} />}
      <EntryList rows={rows} onLast={setLast} onOnly={changeView} isStale={query.isPlaceholderData} isBusy={query.isFetching}>
        <ListEnd query={query} isFiltered={isFiltered(view)} />
      </EntryList>
    </div>
  );
}

/** Fetches on before the end comes into sight; also where a page was short or empty, since a search through much goes on. */
function useMore(query: ReturnType<typeof useActivityList>['query'], last: number, loaded: number): void {
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && last > loaded - LOAD_AHEAD) more();
  }, [hasNextPage, isFetching, isError, more, last, loaded]);
}

function Nothing({ isFiltered: hasFilters, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation('activity');
  if (!hasFilters) {
    return (
      <EmptyState icon={IconHistory} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <NoMatch icon={IconHistory} title={t('noMatch.title')} clear={t('noMatch.action')} onClear={onClear}>
      {t('noMatch.text')}
    </NoMatch>
  );
}
