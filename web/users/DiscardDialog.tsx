import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

interface Props {
  isDirty: boolean;
  /** What is asked, where it is not about a user who is being made. */
  title?: string;
  /** Whether a step within the page, to these search parameters, leaves the form; without it, every step does. */
  leaves?: (search: object) => boolean;
}

/** Asks before what was typed is lost: by Escape, the overlay, a link, the back button, or closing the tab. */
export function DiscardDialog({ isDirty, title, leaves = () => true }: Props) {
  const { t } = useTranslation('users');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && (current.pathname !== next.pathname || leaves(next.search)),
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={title ?? t('form.discardTitle')}
      verb={t('form.discard')}
      onConfirm={() => proceed?.()}
    >
      {t('form.discardText')}
    </ConfirmDialog>
  );
}
