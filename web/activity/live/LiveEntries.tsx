import { Button } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconArrowUp, IconPlayerPause, IconPlayerPlay, IconPlugConnectedX } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../../theme.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { RowsToCome } from '../../ui/Skeletons.tsx';
import { StatusDot } from '../../ui/StatusDot.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
import { type ActivityView, isFiltered } from '../activity-search.ts';
import { EntryList, type EntryListHandle } from '../EntryList.tsx';
import type { ChangeView } from '../use-activity-view.ts';
import classes from './Live.module.css';
import { useLiveEntries } from './use-live-entries.ts';

// The entries come first; what narrows them follows while they are read.
const LiveFilters = lazy(async () => ({ default: (await import('./LiveFilters.tsx')).LiveFilters }));

interface Props {
  view: ActivityView;
  changeView: ChangeView;
}

/** Entries as they come. Whoever pauses, reads further down, or has one unfolded, is not disturbed: what comes is counted. */
export function LiveEntries({ view, changeView }: Props) {
  const { t } = useTranslation('activity');
  const [isStopped, setStopped] = useState(false);
  const [isReading, setReading] = useState(false);
  const isPaused = isStopped || isReading;
  const { shown, waiting, query } = useLiveEntries(view, isPaused);
  const list = useRef<EntryListHandle>(null);
  const { online } = useNetwork();

  const resume = useCallback(() => {
    setStopped(false);
    list.current?.toTop();
  }, []);
  const turn = () => (isPaused ? resume() : setStopped(true));
  useShortcut('p', t('shortcut.pause'), turn);

  return (
    <section className={classes.entries} aria-label={t('live.entries')}>
      <div className={classes.bar}>
        <h2 className={classes.title}>{t('live.entries')}</h2>
        <span role="status">
          <StatusDot tone={isPaused ? 'quiet' : 'good'}>{t(isPaused ? 'live.paused' : 'live.running')}</StatusDot>
        </span>
        <div className={classes.barEnd}>
          <Suspense fallback={null}>
            <LiveFilters view={view} changeView={changeView} />
          </Suspense>
          <Button
            variant="default"
            className={classes.pause}
            leftSection={isPaused ? <IconPlayerPlay {...SMALL_ICON} /> : <IconPlayerPause {...SMALL_ICON} />}
            onClick={turn}
          >
            {t(isPaused ? 'live.resume' : 'live.pause')}
          </Button>
        </div>
      </div>
      {!online && (
        <p className={classes.offline} role="status">
          <IconPlugConnectedX {...SMALL_ICON} />
          {t('live.offline')}
        </p>
      )}
      <div className={classes.list}>
        {waiting > 0 && (
          <Button
            className={classes.waiting}
            radius="xl"
            size="compact-md"
            leftSection={<IconArrowUp {...SMALL_ICON} />}
            onClick={resume}
          >
            {t('live.new', { count: waiting })}
          </Button>
        )}
        {shown.length > 0 ? <EntryList ref={list} rows={shown} onReading={setReading} /> : <Nothing view={view} query={query} />}
      </div>
    </section>
  );
}

function Nothing({ view, query }: { view: ActivityView; query: ReturnType<typeof useLiveEntries>['query'] }) {
  const { t } = useTranslation('activity');
  if (query.isError) return <ErrorState error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  if (query.isPending) {
    return (
      <div className={classes.pending}>
        <RowsToCome rows={6} />
      </div>
    );
  }
  const isNarrow = isFiltered(view);
  return (
    <EmptyState title={t(isNarrow ? 'live.noneOfKind' : 'live.waiting')}>
      {t(isNarrow ? 'live.noneOfKindText' : 'live.waitingText')}
    </EmptyState>
  );
}
