import { Button, CopyButton, Group } from '@mantine/core';
import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SMALL_ICON } from '../theme.ts';
import classes from './RecoveryCodes.module.css';
import { saveText } from './save-text.ts';

interface Props {
  codes: readonly string[];
  onDone: () => void;
}

/** Ten recovery codes, this once: to be copied, downloaded or printed. */
export function RecoveryCodes({ codes, onDone }: Props) {
  const { t } = useTranslation('second-factors');
  const { t: tUi } = useTranslation('ui');
  const text = `${t('codes.fileTitle', { host: location.host })}\n\n${codes.join('\n')}\n`;
  return (
    <div className={classes.codes}>
      <p className={classes.text}>{t('codes.text')}</p>
      <ol className={classes.list} data-print aria-label={t('codes.title')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Group gap="xs">
        <CopyButton value={text} timeout={2000}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<IconCopy {...SMALL_ICON} />} onClick={copy}>
              {copied ? tUi('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          variant="default"
          leftSection={<IconDownload {...SMALL_ICON} />}
          onClick={() => saveText(text, 'rollcall-recovery-codes.txt')}
        >
          {t('codes.download')}
        </Button>
        <Button variant="default" leftSection={<IconPrinter {...SMALL_ICON} />} onClick={() => window.print()}>
          {t('codes.print')}
        </Button>
      </Group>
      <Button fullWidth onClick={onDone} data-autofocus>
        {t('codes.kept')}
      </Button>
    </div>
  );
}
