import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { toastError } from '../ui/toast.tsx';

/** Ends this session, forgets what the server said, and shows the sign-in page. */
export function useSignOut(): () => void {
  const { t } = useTranslation('frame');
  const client = useQueryClient();
  const navigate = useNavigate();

  const leave = async () => {
    await navigate({ to: '/sign-in' });
    client.clear();
  };
  const { mutate } = useMutation({
    mutationFn: () => call('signOut'),
    onSuccess: leave,
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'session.required') return leave();
      return toastError(t('signOutFailed'), error);
    },
  });
  return () => mutate();
}
