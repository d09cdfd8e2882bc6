import { CopyButton, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './RequestId.module.css';

/** The id under which the provider finds the request; a click copies it. */
export function RequestId({ id }: { id: string }) {
  const { t } = useTranslation('ui');
  return (
    <CopyButton value={id} timeout={2000}>
      {({ copied, copy }) => (
        <UnstyledButton className={classes.button} onClick={copy} title={t('copyRequestId')}>
          {t('requestId')} <code>{id}</code>
          {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          <span role="status" className={classes.copied}>
            {copied ? t('copied') : ''}
          </span>
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
