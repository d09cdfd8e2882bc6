import { Button } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';

/** Instead of a page that could not be loaded, or stopped working. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('ui');
  const { t: tFrame } = useTranslation('frame');
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();

  function retry() {
    queries.reset();
    reset();
    void router.invalidate();
  }

  if (error instanceof ApiError && error.code === 'session.address_not_allowed') {
    return <ErrorState isPage error={error} title={tFrame('notAllowedTitle')} kept={tFrame('notAllowedHint')} onRetry={retry} />;
  }
  if (error instanceof ApiError) return <ErrorState isPage error={error} kept={t('error.kept')} onRetry={retry} />;
  return (
    <EmptyState
      isPage
      icon={IconMoodSad}
      title={t('error.pageTitle')}
      action={
        <>
          <Button onClick={retry}>{t('retry')}</Button>
          <Button variant="default" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        </>
      }
    >
      {t('error.pageText')} {t('error.pageHint')}
    </EmptyState>
  );
}
