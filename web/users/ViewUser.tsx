import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { ApiError } from '../api/client.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { DeletedUser } from './DeletedUser.tsx';
import { LockedMark } from './LockedMark.tsx';
import { fullName } from './names.ts';
import { PanelBody } from './PanelBody.tsx';
import { PresentUser } from './PresentUser.tsx';
import classes from './UserPanel.module.css';
import { UserPanel } from './UserPanel.tsx';
import { UserStatusDot } from './UserStatusDot.tsx';
import { useUser } from './users-queries.ts';
import { isId, type UserTab } from './users-search.ts';

interface Props {
  id: string;
  tab: UserTab;
  onTab: (tab: UserTab) => void;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
  onDelete: (user: User) => void;
  /** There is nothing left of them. */
  onGone: (user: User) => void;
}

/** The panel of one user, by the id in the address. */
export function ViewUser({ id, tab, onTab, onDelete, onGone, ...panel }: Props) {
  const { t } = useTranslation('users');
  const { data: user, error, refetch } = useUser(id);
  const isMissing = !isId(id) || isNotFound(error);
  const name = isMissing ? t('panel.notFoundTitle') : user ? t('panel.name', { name: fullName(user) }) : t('panel.loading');

  return (
    <UserPanel name={name} head={user && !isMissing && <Head user={user} />} {...panel}>
      {isMissing ? (
        <PanelBody>
          <NotFound onClose={panel.onClose} />
        </PanelBody>
      ) : user?.status === 'deleted' ? (
        <DeletedUser key={user.id} user={user} tab={tab} onTab={onTab} onErased={onGone} />
      ) : user ? (
        <PresentUser key={user.id} user={user} tab={tab} onTab={onTab} onDelete={onDelete} />
      ) : (
        <PanelBody>
          {error ? (
            <ErrorState error={error} title={t('panel.failed')} onRetry={() => void refetch()} />
          ) : (
            <div className={classes.loading}>
              <SkeletonLines lines={9} />
            </div>
          )}
        </PanelBody>
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
          <LockedMark user={user} />
          {user.isMainUser && <span className={classes.quiet}>{t('mainUser')}</span>}
        </span>
      </div>
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
