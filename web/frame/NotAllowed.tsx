import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import type { PageName } from './page.ts';

/** Stands in for a page that this person may not open, so that nothing of it is asked for. */
export function NotAllowed({ page }: { page: PageName }) {
  const { t } = useTranslation('frame');
  return (
    <EmptyState isPage icon={IconLock} title={t(`pages.${page}`)} action={<LinkButton to="/">{t('goHome')}</LinkButton>}>
      {t('closedText')}
    </EmptyState>
  );
}
