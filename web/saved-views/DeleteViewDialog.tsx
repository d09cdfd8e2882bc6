import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../contract/saved-views.ts';
import { call } from '../api/client.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { useRefreshViews } from './use-saved-views.ts';

/** Says who loses the view, and deletes it. */
export function DeleteViewDialog({ view, onClose, onDeleted }: { view: SavedView; onClose: () => void; onDeleted: () => void }) {
  const { t } = useTranslation('saved-views');
  const { name, isShared, list } = view;
  const refresh = useRefreshViews(list);
  return (
    <DeleteDialog
      item={view}
      onClose={onClose}
      title={t('deleteTitle', { name })}
      verb={t('deleteConfirm', { name })}
      send={({ id }) => call('deleteSavedView', { params: { id } })}
      done={t('deleted', { name })}
      onDone={() => {
        onDeleted();
        void refresh();
      }}
    >
      {t(isShared ? 'deleteShared' : 'deleteOwn')}
    </DeleteDialog>
  );
}
