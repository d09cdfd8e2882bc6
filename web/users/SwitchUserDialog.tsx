import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { fullName } from './names.ts';
import { useUserChanged } from './use-user-changed.ts';

interface Props {
  user: User;
  opened: boolean;
  onClose: () => void;
}

/** Says what switching this user off, or on again, does; and does it. */
export function SwitchUserDialog({ user, opened, onClose }: Props) {
  const { t } = useTranslation('users');
  const onChanged = useUserChanged();
  // The words stay while the dialog fades out, when the user is switched already.
  const [shown, setShown] = useState(user);
  if (opened && user !== shown) setShown(user);
  const step = shown.status === 'inactive' ? 'activate' : 'deactivate';
  const name = fullName(shown);

  const change = useMutation<User, ApiError>({
    mutationFn: () => call(step === 'activate' ? 'reactivateUser' : 'deactivateUser', { params: { id: user.id } }),
    onSuccess: (changed) => {
      onClose();
      onChanged(changed);
      toast(t(`${step}.done`, { name }));
    },
  });

  function close() {
    if (change.isPending) return;
    change.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t(`${step}.title`, { name })}
      verb={t(`${step}.confirm`, { name })}
      onConfirm={() => !change.isPending && change.mutate()}
      isSending={change.isPending}
      error={change.error}
      destructive={step === 'deactivate'}
    >
      {t(`${step}.text`)}
    </ConfirmDialog>
  );
}
