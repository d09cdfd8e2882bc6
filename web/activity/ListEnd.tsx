import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from '../ui/Skeletons.tsx';
import type { useActivityList } from './activity-queries.ts';
import classes from './EntryList.module.css';

/** What stands below the last entry: more to come, why not, or that this is all. */
export function ListEnd({ query, isFiltered }: { query: ReturnType<typeof useActivityList>['query']; isFiltered: boolean }) {
  const { t } = useTranslation('activity');
  if (query.isFetchNextPageError) {
    return (
      <div className={classes.more} role="alert">
        {t('moreFailed')}
        <Button size="compact-sm" variant="default" onClick={() => void query.fetchNextPage()}>
          {t('retry')}
        </Button>
      </div>
    );
  }
  if (query.hasNextPage) return <SkeletonRows rows={3} />;
  return <p className={classes.end}>{t(isFiltered ? 'endOfMatches' : 'end')}</p>;
}
