import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';

/** There is no page at this address. */
export function NotFoundPage() {
  const { t } = useTranslation('frame');
  return (
    <EmptyState isPage icon={IconMapOff} title={t('pages.notFound')} action={<LinkButton to="/">{t('goHome')}</LinkButton>}>
      {t('notFoundText')}
    </EmptyState>
  );
}
