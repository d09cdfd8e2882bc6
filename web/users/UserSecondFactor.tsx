import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { getUserSecondFactor } from '../../contract/second-factors.ts';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatList } from '../ui/format.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import { Fact, Facts } from './Facts.tsx';
import { NotLoaded } from './NotLoaded.tsx';
import { fullName } from './names.ts';
import { ResetSecondFactorDialog } from './ResetSecondFactorDialog.tsx';
import { Section } from './Section.tsx';
import classes from './UserPanel.module.css';
import { USERS } from './users-queries.ts';

type Factor = Result<typeof getUserSecondFactor>;
type Holder = Pick<User, 'id' | 'firstName' | 'lastName'> & {
  readonly can: Pick<User['can'], 'resetSecondFactor' | 'endSessions'>;
};

/** What a user signs in with beside the password, what is asked for and why, and taking it away. */
export function UserSecondFactor({ user }: { user: Holder }) {
  const { t } = useTranslation('second-factors');
  const [isAsking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: [...USERS, 'second-factor', user.id],
    queryFn: ({ signal }) => call('getUserSecondFactor', { params: { id: user.id }, signal }),
  });
  return (
    <Section title={t('user.title')}>
      {data ? (
        <>
          <FactorFacts user={user} factor={data} />
          <div className={classes.factorSteps}>
            <DisabledReason decision={user.can.resetSecondFactor}>
              <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
                {t('user.reset')}
              </Button>
            </DisabledReason>
          </div>
        </>
      ) : error ? (
        <NotLoaded error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines lines={3} />
      )}
      <ResetSecondFactorDialog user={user} opened={isAsking} onClose={() => setAsking(false)} />
    </Section>
  );
}

function FactorFacts({ user, factor }: { user: Holder; factor: Factor }) {
  const { t } = useTranslation('second-factors');
  const { source, value } = factor.policy;
  const level =
    source.level === 'role'
      ? t('user.role', { roles: formatList(source.roles) })
      : t(source.level === 'user' ? 'user.own' : 'user.account');
  return (
    <Facts>
      <Fact name={t('user.inForce')}>{t(`user.value.${factor.inForce}`)}</Fact>
      <Fact name={t('user.asked')}>
        {t(`user.value.${value}`)} <span className={classes.quiet}>({level})</span>
      </Fact>
      {factor.authenticatorSince !== null && (
        <Fact name={t('user.since')}>
          <RelativeTime at={factor.authenticatorSince} />
        </Fact>
      )}
      {factor.inForce !== 'off' && <Fact name={t('user.codesLeft')}>{factor.recoveryCodesLeft}</Fact>}
      <Fact name={t('user.devices')}>
        {factor.rememberedDevices} {factor.rememberedDevices > 0 && <ForgetAll user={user} />}
      </Fact>
      {factor.connectedAccounts.length > 0 && (
        <Fact name={t('user.connected')}>
          {factor.connectedAccounts.map(({ id, provider, email, connectedAt }) => (
            <div key={id}>
              <bdi>{provider}</bdi> {email !== null && <bdi>{email}</bdi>}{' '}
              <span className={classes.quiet}>
                <RelativeTime at={connectedAt} />
              </span>
            </div>
          ))}
        </Fact>
      )}
    </Facts>
  );
}

function ForgetAll({ user }: { user: Holder }) {
  const { t } = useTranslation('second-factors');
  const client = useQueryClient();
  const forget = useMutation<undefined, Error>({
    mutationFn: () => call('forgetUserDevices', { params: { id: user.id } }),
    onSuccess: () => toast(t('user.forgotten', { name: fullName(user) })),
    onError: (error) => toastError(t('user.notForgotten'), error),
    onSettled: () => client.invalidateQueries({ queryKey: [...USERS, 'second-factor', user.id] }),
  });
  return (
    <DisabledReason decision={user.can.endSessions}>
      <Button variant="subtle" size="compact-xs" onClick={() => forget.mutate()} loading={forget.isPending}>
        {t('user.forgetAll')}
      </Button>
    </DisabledReason>
  );
}
