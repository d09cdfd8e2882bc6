import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface Props {
  isDirty: boolean;
  /** What is asked: "Leave without saving 2 changes?" */
  title: string;
  /** Whether a step within the page, to these search parameters, leaves the form; without it, every step does. */
  leaves?: (search: object) => boolean;
}

/** Asks before what was typed is lost: by Escape, the overlay, a link, the back button, or closing the tab. */
export function DiscardDialog({ isDirty, title, leaves = () => true }: Props) {
  const { t } = useTranslation('ui');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && (current.pathname !== next.pathname || leaves(next.search)),
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={title}
      verb={t('discard.verb')}
      onConfirm={() => proceed?.()}
    >
      {t('discard.text')}
    </ConfirmDialog>
  );
}
