import { Button, CopyButton, Group, Modal } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { makeSipPassword } from '../../contract/agent-phones.ts';
import type { Result } from '../../contract/endpoint.ts';
import { SMALL_ICON } from '../theme.ts';
import classes from './AgentForm.module.css';

interface Props {
  made: Result<typeof makeSipPassword>;
  onClose: () => void;
}

/** The new password, this once. It closes by its button only. */
export function SipPasswordDialog({ made, onClose }: Props) {
  const { t } = useTranslation('agent-form');
  const { t: tUi } = useTranslation('ui');
  const { username, domain, password } = made;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sipPassword.title')}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <p className={classes.dialogText}>{t('sipPassword.once')}</p>
      <dl className={classes.credentials} dir="ltr">
        <dt>{t('sipPassword.username')}</dt>
        <dd>{username}</dd>
        <dt>{t('sipPassword.domain')}</dt>
        <dd>{domain}</dd>
        <dt>{t('sipPassword.password')}</dt>
        <dd>
          <code data-sip-password>{password}</code>
        </dd>
      </dl>
      <Group justify="flex-end" mt="lg" gap="xs">
        <CopyButton value={password} timeout={2000}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<IconCopy {...SMALL_ICON} />} onClick={copy}>
              {copied ? tUi('copied') : t('sipPassword.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose} data-autofocus>
          {t('sipPassword.kept')}
        </Button>
      </Group>
    </Modal>
  );
}
