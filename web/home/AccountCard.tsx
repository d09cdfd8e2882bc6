import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { SMALL_ICON } from '../theme.ts';
import classes from './AccountCard.module.css';
import { Card } from './Card.tsx';

/** The account's name, and the code that one signs in with. */
export function AccountCard() {
  const { t } = useTranslation('home');
  const { account } = useMe();
  return (
    <Card title={t('account')}>
      <dl className={classes.facts}>
        <dt>{t('accountName')}</dt>
        <dd>
          <bdi>{account.name}</bdi>
        </dd>
        <dt>{t('accountCode')}</dt>
        <dd className={classes.code}>
          <bdi>{account.code}</bdi>
          <CopyCode code={account.code} />
        </dd>
      </dl>
      <p className={classes.help}>{t('accountCodeHelp')}</p>
    </Card>
  );
}

function CopyCode({ code }: { code: string }) {
  const { t } = useTranslation('home');
  return (
    <CopyButton value={code} timeout={2000}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? 'copied' : 'copyCode')}>
          <ActionIcon variant="subtle" color="gray" onClick={copy} aria-label={t(copied ? 'copied' : 'copyCode')}>
            {copied ? <IconCheck {...SMALL_ICON} /> : <IconCopy {...SMALL_ICON} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
