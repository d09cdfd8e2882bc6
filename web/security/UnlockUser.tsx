import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatRelative } from '../ui/format.ts';
import { toast, toastError } from '../ui/toast.tsx';
import classes from './Addresses.module.css';
import { useRefreshUsers } from './use-user-policy.ts';

/** Says that a user is locked after wrong passwords, and lifts it. */
export function UnlockUser({ user }: { user: User }) {
  const { t } = useTranslation('security');
  const refresh = useRefreshUsers();
  const unlock = useMutation<User, Error>({
    mutationFn: () => call('unlockUser', { params: { id: user.id } }),
    onSuccess: async () => {
      toast(t('unlock.done'));
      await refresh();
    },
    onError: (error) => toastError(t('unlock.failed'), error),
  });
  if (user.lockedUntil === null) return null;
  return (
    <div className={classes.you}>
      <h4 className={classes.heading}>{t('unlock.title', { when: formatRelative(user.lockedUntil) })}</h4>
      <p className={classes.about}>{t('unlock.text')}</p>
      <DisabledReason decision={user.can.unlock}>
        <Button size="compact-sm" variant="default" loading={unlock.isPending} onClick={() => unlock.mutate()}>
          {t('unlock.submit')}
        </Button>
      </DisabledReason>
    </div>
  );
}
