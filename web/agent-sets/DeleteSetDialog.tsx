import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import type { AgentSet, SetKind } from './set-kind.ts';
import { useRefreshSets } from './use-sets.ts';

interface Props {
  kind: SetKind;
  /** What to delete; null while the dialog is closed. */
  set: AgentSet | null;
  onClose: () => void;
}

/** Says what deleting it does to its agents, and does it. */
export function DeleteSetDialog({ kind, set, onClose }: Props) {
  const { t } = useTranslation('tags');
  const refresh = useRefreshSets(kind);
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(set);
  if (set && set !== shown) setShown(set);
  const { name = '', members = 0 } = shown ?? {};

  const deletion = useMutation<undefined, ApiError, AgentSet>({
    mutationFn: ({ id }) => kind.remove(id),
    onSuccess: async (_, deleted) => {
      await refresh();
      toast(t('delete.done', { name: deleted.name }));
      onClose();
    },
    onError: ({ problem }) => problem?.status === 404 && refresh(),
  });

  function close() {
    if (deletion.isPending) return;
    deletion.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={set !== null}
      onClose={close}
      title={t('delete.title', { name })}
      verb={t(`${kind.words}.delete.confirm`)}
      onConfirm={() => set && !deletion.isPending && deletion.mutate(set)}
      isSending={deletion.isPending}
      error={deletion.error}
    >
      {members === 0 ? t(`${kind.words}.delete.nobody`) : t(`${kind.words}.delete.agents`, { count: members })}
    </ConfirmDialog>
  );
}
