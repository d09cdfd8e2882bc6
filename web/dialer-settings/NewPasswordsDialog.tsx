import { Button, Checkbox, Group, Modal, ScrollArea, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { changeSipDomain } from '../../contract/dialer-settings.ts';
import type { Result } from '../../contract/endpoint.ts';
import { saveText } from '../second-factors/save-text.ts';
import { SMALL_ICON } from '../theme.ts';
import classes from './NewPasswordsDialog.module.css';
import { passwordsCsv } from './passwords-csv.ts';

interface Props {
  made: Result<typeof changeSipDomain>;
  onClose: () => void;
}

const SHOWN = 100;

/** The new passwords, this once. It closes only when somebody says that they are kept. */
export function NewPasswordsDialog({ made, onClose }: Props) {
  const { t } = useTranslation('dialer-settings');
  const [isKept, setKept] = useState(false);
  const { passwords, settings } = made;
  const download = () => saveText(passwordsCsv(made), `sip-passwords-${settings.sipDomain}.csv`);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('passwords.title', { count: passwords.length })}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Text mb="md">{t('passwords.once', { domain: settings.sipDomain })}</Text>
      <ScrollArea.Autosize mah={320} className={classes.scroller} viewportProps={{ tabIndex: 0 }}>
        <table className={classes.table} aria-label={t('passwords.table')}>
          <thead>
            <tr>
              <th scope="col">{t('passwords.name')}</th>
              <th scope="col">{t('passwords.username')}</th>
              <th scope="col">{t('passwords.password')}</th>
            </tr>
          </thead>
          <tbody>
            {passwords.slice(0, SHOWN).map(({ userId, name, username, password }) => (
              <tr key={userId}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td dir="ltr">{username}</td>
                <td dir="ltr">
                  <code>{password}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea.Autosize>
      {passwords.length > SHOWN && <Text size="sm">{t('passwords.more', { count: passwords.length - SHOWN })}</Text>}
      <Checkbox mt="md" label={t('passwords.kept')} checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" leftSection={<IconDownload {...SMALL_ICON} />} onClick={download} data-autofocus>
          {t('passwords.download')}
        </Button>
        <Button onClick={onClose} disabled={!isKept}>
          {t('passwords.close')}
        </Button>
      </Group>
    </Modal>
  );
}
