import { Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { userStatus } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { useRenewedWithUsers } from '../live/use-renewed-with-users.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LinkAnchor, LinkButton } from '../ui/LinkButton.tsx';
import { Card } from './Card.tsx';
import { StatusCounts } from './StatusCounts.tsx';
import classes from './UsersCard.module.css';

const STATUSES = userStatus.options;
const COUNTS = [['users', 'count']];

/** How many users there are in each status, as ways into the list; and the first step. */
export function UsersCard() {
  const { t } = useTranslation('home');
  const { can } = useMe();
  const { data, error, refetch } = useStatusCounts();
  const isAlone = data !== undefined && data.reduce((sum, count) => sum + count, 0) === 1;
  return (
    <Card
      title={t('users')}
      link={
        <LinkAnchor to="/settings/users" className={classes.link}>
          {t('showAll')}
        </LinkAnchor>
      }
    >
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Counts counts={data} />}
      {isAlone && <p className={classes.lead}>{t('alone')}</p>}
      <div className={classes.action}>
        <DisabledReason decision={can.createUser}>
          <LinkButton
            to="/settings/users"
            search={{ user: 'new' }}
            leftSection={<IconPlus {...SMALL_ICON} />}
            variant={isAlone ? 'filled' : 'default'}
          >
            {t('addUser')}
          </LinkButton>
        </DisabledReason>
      </div>
    </Card>
  );
}

function Counts({ counts }: { counts: number[] | undefined }) {
  if (!counts) return <Skeleton height={72} aria-hidden />;
  return <StatusCounts counts={STATUSES.map((status, index) => [status, counts[index] ?? 0])} />;
}

function useStatusCounts() {
  useRenewedWithUsers(COUNTS);
  return useQueries({
    queries: STATUSES.map((status) => ({
      queryKey: ['users', 'count', { status: [status] }],
      queryFn: ({ signal }: { signal: AbortSignal }) => call('countUsers', { query: { status: [status] }, signal }),
    })),
    combine: (results) => ({
      data: results.every(({ data }) => data) ? results.map(({ data }) => data?.count ?? 0) : undefined,
      error: results.find(({ error }) => error)?.error ?? null,
      refetch: () => void Promise.all(results.map((one) => one.refetch())),
    }),
  });
}
