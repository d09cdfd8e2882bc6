import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { ApiError, call } from '../api/client.ts';
import { type Session, SessionList } from '../sessions/SessionList.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import { NotLoaded } from './NotLoaded.tsx';
import { Section } from './Section.tsx';
import classes from './UserPanel.module.css';
import { USERS } from './users-queries.ts';

/** Where a user is signed in, and ending it. */
export function UserSessions({ user }: { user: Pick<User, 'id'> & { readonly can: Pick<User['can'], 'endSessions'> } }) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const key = [...USERS, 'sessions', user.id];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('listUserSessions', { params: { id: user.id }, signal }),
  });
  const end = useMutation<undefined, Error, Session>({
    mutationFn: ({ id }) => call('endUserSession', { params: { id: user.id, sessionId: id } }),
    onSuccess: () => toast(t('sessions.ended')),
    onError: (refusal) => {
      // It has ended by itself meanwhile, which is what was wanted.
      if (refusal instanceof ApiError && refusal.code === 'session.not_found') return;
      toastError(t('sessions.notEnded'), refusal);
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  const endAll = useMutation<undefined, Error>({
    mutationFn: () => call('endUserSessions', { params: { id: user.id } }),
    onSuccess: () => toast(t('sessions.allEnded')),
    onError: (refusal) => toastError(t('sessions.notEnded'), refusal),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <Section title={t('sessions.title')} count={data?.items.length}>
      {data && data.items.length > 1 && (
        <DisabledReason decision={user.can.endSessions}>
          <Button
            className={classes.endAll}
            variant="default"
            size="compact-sm"
            loading={endAll.isPending}
            onClick={() => endAll.mutate()}
          >
            {t('sessions.endAll')}
          </Button>
        </DisabledReason>
      )}
      {data ? (
        <SessionList
          sessions={data.items}
          decision={user.can.endSessions}
          endingId={end.isPending ? end.variables.id : null}
          onEnd={end.mutate}
        />
      ) : error ? (
        <NotLoaded error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines lines={2} />
      )}
    </Section>
  );
}
