import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { useDeviceName } from '../sessions/use-device-name.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { NotLoaded } from './NotLoaded.tsx';
import { Section } from './Section.tsx';
import classes from './UserActivity.module.css';
import { useActivityWords } from './use-activity-words.ts';
import { useUserActivity } from './use-user-activity.ts';

/** What happened to a user lately, in sentences; what changed unfolds. */
export function UserActivity({ id }: { id: string }) {
  const { t } = useTranslation('users');
  const { query, entries } = useUserActivity(id);
  return (
    <Section title={t('activity.title')}>
      {query.isPending && <SkeletonLines lines={4} />}
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {query.isSuccess && entries.length === 0 && <p className={classes.none}>{t('activity.none')}</p>}
      {query.isError && <NotLoaded error={query.error} onRetry={() => void query.refetch()} />}
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('activity.more')}
        </Button>
      )}
    </Section>
  );
}

function Entry({ entry }: { entry: ActivityEntry }) {
  const nameOf = useDeviceName();
  const { sentence, differences } = useActivityWords()(entry);
  return (
    <li className={classes.entry}>
      <div className={classes.sentence}>{sentence}</div>
      <div className={classes.where}>
        <RelativeTime at={entry.at} />
        {entry.address !== null && <bdi>{entry.address}</bdi>}
        {entry.device !== null && <span title={entry.device}>{nameOf(entry.device)}</span>}
      </div>
      {differences.length > 0 && <Differences list={differences} />}
    </li>
  );
}

function Differences({ list }: { list: ReturnType<ReturnType<typeof useActivityWords>>['differences'] }) {
  const { t } = useTranslation('users');
  return (
    <details className={classes.details}>
      <summary>{t('activity.what', { count: list.length })}</summary>
      <dl className={classes.differences}>
        {list.map(({ field, name, old, now }) => (
          <div key={field}>
            <dt>{name}</dt>
            <dd>
              {old !== null && <del>{old}</del>}
              <ins>{now}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
