import { Button, CopyButton, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { appSetup } from '../../contract/sign-in-attempts.ts';
import classes from './AppSetup.module.css';

// Needed once in a while, so it is fetched then.
const QrCode = lazy(() => import('./QrCode.tsx').then((module) => ({ default: module.QrCode })));

export type Setup = z.infer<typeof appSetup>;

/** What an app reads: the QR code, and the secret to be typed where there is no camera. */
export function AppSetup({ setup }: { setup: Setup }) {
  const { t } = useTranslation('second-factors');
  const { t: tUi } = useTranslation('ui');
  return (
    <div className={classes.setup}>
      <p className={classes.text}>{t('setUp.scan')}</p>
      <Suspense fallback={<Skeleton width={184} height={184} />}>
        <QrCode text={setup.uri} />
      </Suspense>
      <p className={classes.text}>{t('setUp.orType')}</p>
      <div className={classes.secret}>
        <code className={classes.code}>{setup.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        <CopyButton value={setup.secret} timeout={2000}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy} aria-label={t('setUp.copySecret')}>
              {copied ? tUi('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
