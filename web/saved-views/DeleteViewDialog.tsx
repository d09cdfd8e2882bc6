import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../contract/saved-views.ts';
import { type ApiError, call } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toast } from '../ui/toast.tsx';
import { useRefreshViews } from './use-saved-views.ts';

/** Says who loses the view, and deletes it. */
export function DeleteViewDialog({ view, onClose, onDeleted }: { view: SavedView; onClose: () => void; onDeleted: () => void }) {
  const { t } = useTranslation('saved-views');
  const refresh = useRefreshViews(view.list);
  const deletion = useMutation<undefined, ApiError>({
    mutationFn: () => call('deleteSavedView', { params: { id: view.id } }),
    onSuccess: async () => {
      toast(t('deleted', { name: view.name }));
      onDeleted();
      onClose();
      await refresh();
    },
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('deleteTitle', { name: view.name })}
      verb={t('deleteConfirm', { name: view.name })}
      onConfirm={() => deletion.mutate()}
      isSending={deletion.isPending}
      error={deletion.error}
    >
      {t(view.isShared ? 'deleteShared' : 'deleteOwn')}
    </ConfirmDialog>
  );
}
