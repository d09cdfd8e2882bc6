import { Button } from '@mantine/core';
import { IconCloudOff, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { errorText } from './error-text.ts';
import { RequestId } from './RequestId.tsx';
import classes from './States.module.css';

interface Props {
  error: unknown;
  /** What was tried, where "This could not be loaded" does not fit. */
  title?: string;
  /** What was kept. */
  kept?: string;
  onRetry?: () => void;
  /** Stands instead of a whole page: its title is the page's. */
  isPage?: boolean;
}

/** What happened, what was kept, what to do, and the request id to copy. */
export function ErrorState({ error, title, kept, onRetry, isPage = false }: Props) {
  const { t } = useTranslation('ui');
  const problem = error instanceof ApiError ? error.problem : null;
  const hint = problem === null ? t('error.offlineHint') : problem.status >= 500 ? t('error.hint') : null;
  const Picture = problem?.status === 403 ? IconLock : IconCloudOff;
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className={classes.state} role="alert">
      <Picture size={32} stroke={1.25} className={classes.picture} aria-hidden />
      <Title className={classes.title}>{title ?? t('error.title')}</Title>
      <p className={classes.text}>{[errorText(error), kept, hint].filter(Boolean).join(' ')}</p>
      {onRetry && (
        <div className={classes.actions}>
          <Button variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        </div>
      )}
      {problem && (
        <div className={classes.request}>
          <RequestId id={problem.requestId} />
        </div>
      )}
    </div>
  );
}

interface ListFailedProps {
  error: Error;
  title: string;
  onRetry: () => void;
}

/** A list could not be loaded. Where the server refused, asking again does not help. */
export function ListFailed({ error, title, onRetry }: ListFailedProps) {
  const isRefused = error instanceof ApiError && error.problem !== null && error.problem.status < 500;
  return <ErrorState error={error} title={title} onRetry={isRefused ? undefined : onRetry} />;
}
