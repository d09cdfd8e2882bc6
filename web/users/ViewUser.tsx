import { Button } from '@mantine/core';
import { IconTrash, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { ApiError } from '../api/client.ts';
import { SMALL_ICON } from '../theme.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { ActivationMail } from './ActivationMail.tsx';
import { fullName } from './names.ts';
import { Section } from './Section.tsx';
import { UserDetails } from './UserDetails.tsx';
import classes from './UserPanel.module.css';
import { UserPanel } from './UserPanel.tsx';
import { UserRoles } from './UserRoles.tsx';
import { UserStatusDot } from './UserStatusDot.tsx';
import { useUser } from './users-queries.ts';
import { isId } from './users-search.ts';

interface Props {
  id: string;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
  onDelete: (user: User) => void;
}

/** The panel of one user, by the id in the address. */
export function ViewUser({ id, onDelete, ...panel }: Props) {
  const { t } = useTranslation('users');
  const { data: user, error, refetch } = useUser(id);
  const isMissing = !isId(id) || isNotFound(error);
  const name = isMissing ? t('panel.notFoundTitle') : user ? t('panel.name', { name: fullName(user) }) : t('panel.loading');

  return (
    <UserPanel name={name} head={user && !isMissing && <Head user={user} />} {...panel}>
      {isMissing ? (
        <NotFound onClose={panel.onClose} />
      ) : user ? (
        <Whole key={user.id} user={user} onDelete={onDelete} />
      ) : error ? (
        <ErrorState error={error} title={t('panel.failed')} onRetry={() => void refetch()} />
      ) : (
        <div className={classes.loading}>
          <SkeletonLines lines={9} />
        </div>
      )}
    </UserPanel>
  );
}

function isNotFound(error: Error | null): boolean {
  return error instanceof ApiError && (error.code === 'user.not_found' || error.code === 'request.invalid');
}

function Head({ user }: { user: User }) {
  const { t } = useTranslation('users');
  return (
    <>
      <Avatar id={user.id} firstName={user.firstName} lastName={user.lastName} size={40} />
      <div>
        <h2 className={classes.title}>
          <bdi>{fullName(user)}</bdi>
        </h2>
        <span className={classes.under}>
          <UserStatusDot status={user.status} />
          {user.isMainUser && <span className={classes.quiet}>{t('mainUser')}</span>}
        </span>
      </div>
    </>
  );
}

function Whole({ user, onDelete }: { user: User; onDelete: (user: User) => void }) {
  const { t } = useTranslation('users');
  return (
    <>
      {user.status === 'pending' && <ActivationMail user={user} />}
      <UserDetails user={user} />
      <UserRoles user={user} />
      {user.status !== 'deleted' && (
        <Section title={t('panel.dangerous')}>
          <DisabledReason decision={user.can.delete}>
            <Button variant="outline" color="red" leftSection={<IconTrash {...SMALL_ICON} />} onClick={() => onDelete(user)}>
              {t('panel.delete')}
            </Button>
          </DisabledReason>
        </Section>
      )}
    </>
  );
}

function NotFound({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('users');
  return (
    <EmptyState
      icon={IconUserQuestion}
      title={t('panel.notFoundTitle')}
      action={
        <Button variant="default" onClick={onClose}>
          {t('panel.close')}
        </Button>
      }
    >
      {t('panel.notFoundText')}
    </EmptyState>
  );
}
