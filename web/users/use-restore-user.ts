import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { restoreUser } from '../../contract/user-changes.ts';
import type { User } from '../../contract/users.ts';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { formatList } from '../ui/format.ts';
import { toast, toastError } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { useUserChanged } from './use-user-changed.ts';

type Restored = Result<typeof restoreUser>;

/** Brings a deleted user back, and says what could not be given back. */
export function useRestoreUser() {
  const { t } = useTranslation('users');
  const onChanged = useUserChanged();
  const run = useStepUp();
  return useMutation<Restored, ApiError, User>({
    mutationFn: ({ id }) => run(() => call('restoreUser', { params: { id } })),
    onSuccess: ({ status, version, lost }, user) => {
      onChanged({ ...user, status, version, deletedAt: null, erasedAt: null });
      const names = [...lost.dialerRoles, ...lost.tags, ...lost.skillGroups];
      const done = t('restore.done', { name: fullName(user) });
      toast(names.length > 0 ? `${done} ${t('restore.lost', { names: formatList(names) })}` : done);
    },
    onError: (refusal, user) => {
      // Whoever cancels the question for the password knows why nothing happened.
      if (refusal.code !== 'session.step_up') toastError(t('restore.failed', { name: fullName(user) }), refusal);
    },
  });
}
