import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../contract/activity.ts';
import { call } from '../../api/client.ts';
import { useDeviceName } from '../../sessions/use-device-name.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { formatNumber } from '../../ui/format.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { SkeletonLines } from '../../ui/Skeletons.tsx';
import { ACTIVITY } from '../activity-queries.ts';
import { PersonName } from '../PersonName.tsx';
import classes from './Live.module.css';
import { useRenewal } from './use-summary.ts';

const AT_ONCE = 25;
/** Sessions also end by themselves. */
const EVERY_MS = 30_000;
const KEY = [...ACTIVITY, 'signed-in'];

/** After these somebody may be signed in, or not be any more. */
const MATTERS: readonly Activity[] = [
  'user.signed_in',
  'user.signed_out',
  'user.session_ended',
  'user.deactivated',
  'user.deleted',
  'user.password_changed',
  'user.password_reset',
  'user.email_changed',
  'account.handed_over',
  'account.security_changed',
];

/** Who has an open session, who came last first. */
export function SignedIn() {
  const { t } = useTranslation('activity');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useSignedIn();
  const people = data?.pages.flatMap(({ items }) => items) ?? [];
  const count = data?.pages[0]?.count;
  return (
    <section className={classes.signedIn} aria-label={t('live.signedIn')}>
      <h2 className={classes.title}>
        {t('live.signedIn')} {count !== undefined && <span className={classes.count}>{formatNumber(count)}</span>}
      </h2>
      {!data && !error && <SkeletonLines lines={6} />}
      {!data && error && <ErrorState error={error} title={t('live.signedInFailed')} onRetry={() => void refetch()} />}
      <ul className={classes.people}>
        {people.map((one) => (
          <Person key={one.user.id} {...one} />
        ))}
      </ul>
      {data && people.length === 0 && <p className={classes.nobody}>{t('live.nobodySignedIn')}</p>}
      {hasNextPage && (
        <Button variant="subtle" size="compact-sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('live.more')}
        </Button>
      )}
    </section>
  );
}

function useSignedIn() {
  useRenewal(KEY, MATTERS);
  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => call('listSignedIn', { query: { limit: AT_ONCE, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: EVERY_MS,
    staleTime: 0,
  });
}

type Item = NonNullable<ReturnType<typeof useSignedIn>['data']>['pages'][number]['items'][number];

function Person({ user, sessions, signedInAt, lastSeenAt, address, device }: Item) {
  const { t } = useTranslation('activity');
  const nameOf = useDeviceName();
  const [firstName = '', ...others] = user.name.split(' ');
  return (
    <li className={classes.person}>
      <Avatar id={user.id} firstName={firstName} lastName={others.at(-1) ?? ''} size={28} />
      <div className={classes.personText}>
        <div className={classes.personName}>
          <PersonName person={user} />
          {sessions > 1 && <span className={classes.sessions}>{t('live.sessions', { count: sessions })}</span>}
        </div>
        <div className={classes.personWhere} title={address ?? undefined}>
          {nameOf(device)} · <RelativeTime at={lastSeenAt ?? signedInAt} />
        </div>
      </div>
    </li>
  );
}
