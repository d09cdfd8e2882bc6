import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { errorText } from '../ui/error-text.ts';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import { RequestId } from '../ui/RequestId.tsx';
import classes from './MailSent.module.css';
import { VisitorTitle } from './VisitorTitle.tsx';

interface Props {
  error?: Error;
  /** Where no server was asked. */
  text?: string;
  hint?: string;
  /** Instead of the link, where another try cannot help. */
  action?: ReactNode;
  onRetry?: () => void;
}

/** A mailed link that cannot be used: why, and the way on. */
export function LinkRefused({ error, text, hint, action, onRetry }: Props) {
  const { t } = useTranslation(['frame', 'ui']);
  const problem = error instanceof ApiError ? error.problem : null;
  const mayHelp = onRetry && (problem === null || problem.status >= 500 || problem.status === 429);
  return (
    <div role="alert">
      <VisitorTitle title={mayHelp ? t('linkUnread') : t('linkRefused')} />
      <p className={classes.text}>
        {text ?? errorText(error)} {hint}
      </p>
      {mayHelp ? (
        <Button onClick={onRetry} fullWidth mt="lg">
          {t('ui:retry')}
        </Button>
      ) : (
        action
      )}
      {problem && mayHelp && <RequestId id={problem.requestId} />}
      <p className={classes.back}>
        <LinkAnchor to="/sign-in">{t('toSignIn')}</LinkAnchor>
      </p>
    </div>
  );
}
