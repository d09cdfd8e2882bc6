import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/use-me.ts';
import { forgetAccount } from '../sessions/leave.ts';
import { toast } from '../ui/toast.tsx';

interface Outcome {
  /** The new main user. */
  name: string;
  /** Whether the former one was deleted, and so is signed out. */
  isLeaving: boolean;
}

/** After the account has another main user, nothing that was known about oneself holds. */
export function useAfterHandOver(): (outcome: Outcome) => Promise<void> {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const navigate = useNavigate();
  return async ({ name, isLeaving }) => {
    if (isLeaving) {
      await navigate({ to: '/sign-in', search: { left: 'handed-over' }, replace: true, ignoreBlocker: true });
      forgetAccount(client);
      return;
    }
    toast(t('handOver.done', { name }));
    const me = await client.fetchQuery({ ...meQuery, staleTime: 0 });
    if (!me.permissions.includes('user.view')) await navigate({ to: '/', ignoreBlocker: true });
    void client.invalidateQueries();
  };
}
