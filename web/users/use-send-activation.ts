import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { type ApiError, call } from '../api/client.ts';
import { toast } from '../ui/toast.tsx';
import { putUser } from './users-queries.ts';

/** Sends the activation mail again, to another address if one is given. */
export function useSendActivation(id: string) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  return useMutation<User, ApiError, string | undefined>({
    mutationFn: (email) => call('sendActivation', { params: { id }, body: { email } }),
    onSuccess: (user) => {
      putUser(client, user);
      toast(t('mail.sentAgain', { email: user.email }));
    },
  });
}
