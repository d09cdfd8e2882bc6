import { ActionIcon, CopyButton, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';

/** The account code, to be read and copied. */
export function AccountCode({ code }: { code: string }) {
  const { t } = useTranslation('accounts');
  return (
    <TextInput
      label={t('account.code')}
      description={t('account.codeHelp')}
      value={code}
      readOnly
      dir="ltr"
      rightSection={
        <CopyButton value={code} timeout={2000}>
          {({ copied, copy }) => (
            <Tooltip label={t(copied ? 'account.copied' : 'account.copyCode')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={copy}
                aria-label={t(copied ? 'account.copied' : 'account.copyCode')}
              >
                {copied ? <IconCheck {...SMALL_ICON} /> : <IconCopy {...SMALL_ICON} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}
