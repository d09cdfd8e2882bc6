import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

/** Asks before what was typed is lost: by Escape, the overlay, a link, the back button, or closing the tab. */
export function DiscardDialog({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation('users');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('form.discardTitle')}
      verb={t('form.discard')}
      onConfirm={() => proceed?.()}
    >
      {t('form.discardText')}
    </ConfirmDialog>
  );
}
