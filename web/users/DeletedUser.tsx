import { Button } from '@mantine/core';
import { IconEraser, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatDate } from '../ui/format.ts';
import { EraseUserDialog } from './EraseUserDialog.tsx';
import { PanelBody } from './PanelBody.tsx';
import { UserDetails } from './UserDetails.tsx';
import classes from './UserPanel.module.css';
import { UserPermissions } from './UserPermissions.tsx';
import { UserSignIn } from './UserSignIn.tsx';
import { UserTabs } from './UserTabs.tsx';
import { useRestoreUser } from './use-restore-user.ts';
import type { UserTab } from './users-search.ts';

interface Props {
  user: User;
  tab: UserTab;
  onTab: (tab: UserTab) => void;
  onErased: (user: User) => void;
}

/** A user who can still be brought back, or erased before the time. */
export function DeletedUser({ user, tab, onTab, onErased }: Props) {
  return <UserTabs user={user} tab={tab} onTab={onTab} profile={<Profile user={user} onErased={onErased} />} />;
}

function Profile({ user, onErased }: Pick<Props, 'user' | 'onErased'>) {
  const { t } = useTranslation('users');
  const [isAsking, setAsking] = useState(false);
  const restore = useRestoreUser();
  return (
    <PanelBody>
      <div className={classes.deleted}>
        <p className={classes.text}>
          {user.erasedAt !== null && <b>{t('deleted.erasedOn', { date: formatDate(user.erasedAt) })}</b>} {t('deleted.until')}
        </p>
        <div className={classes.mailButtons}>
          <DisabledReason decision={user.can.restore}>
            <Button
              leftSection={<IconRestore {...SMALL_ICON} />}
              variant={user.can.restore.ok ? 'filled' : 'default'}
              loading={restore.isPending}
              onClick={() => restore.mutate(user)}
            >
              {t('deleted.restore')}
            </Button>
          </DisabledReason>
          <DisabledReason decision={user.can.erase}>
            <Button variant="outline" color="red" leftSection={<IconEraser {...SMALL_ICON} />} onClick={() => setAsking(true)}>
              {t('deleted.erase')}
            </Button>
          </DisabledReason>
        </div>
      </div>
      <UserDetails user={user} />
      <UserPermissions user={user} />
      <UserSignIn user={user} />
      <EraseUserDialog user={user} opened={isAsking} onClose={() => setAsking(false)} onErased={onErased} />
    </PanelBody>
  );
}
