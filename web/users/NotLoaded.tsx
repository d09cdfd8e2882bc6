import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorText } from '../ui/error-text.ts';
import classes from './UserPanel.module.css';

/** A part of the panel that did not arrive. */
export function NotLoaded({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation(['users', 'ui']);
  return (
    <div className={classes.notLoaded} role="alert">
      <span className={classes.quiet}>{errorText(error)}</span>
      <Button variant="default" size="compact-sm" onClick={onRetry}>
        {t('ui:list.retry')}
      </Button>
    </div>
  );
}
