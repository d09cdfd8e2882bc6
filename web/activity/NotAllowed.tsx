import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';

/** Stands in for a page of the account's activity; one's own is open to everybody. */
export function NotAllowed({ title }: { title: string }) {
  const { t } = useTranslation('activity');
  return (
    <EmptyState
      isPage
      icon={IconLock}
      title={title}
      action={
        <LinkButton to="/me/activity" variant="default">
          {t('mine')}
        </LinkButton>
      }
    >
      {t('notAllowed')}
    </EmptyState>
  );
}
