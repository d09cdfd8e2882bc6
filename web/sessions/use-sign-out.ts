import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { tellTabs } from '../live/shared-stream.ts';
import { toastError } from '../ui/toast.tsx';
import { endHere, forgetAccount } from './leave.ts';

/** Ends this session, forgets what the server said, and shows the sign-in page. */
export function useSignOut(): () => void {
  const { t } = useTranslation('frame');
  const client = useQueryClient();
  const navigate = useNavigate();
  const { id: userId, session } = useMe();

  const { mutate } = useMutation({
    mutationFn: () =>
      endHere(async () => {
        await call('signOut').catch(unlessOver);
        tellTabs(session.id, { kind: 'session.ended', sessionId: session.id, userId, because: 'signed_out' });
        await navigate({ to: '/sign-in' });
        forgetAccount(client);
      }),
    onError: (error) => toastError(t('signOutFailed'), error),
  });
  return () => mutate();
}

/** A session that is over already is what was wished. */
function unlessOver(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'session.required') throw error;
}
