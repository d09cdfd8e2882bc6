import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { proveMyself } from '../../contract/sessions.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useMe } from '../api/use-me.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';

/** Above the drawers and dialogs that it interrupts. */
const ABOVE = 300;
const OVER = { color: '#0b1419', backgroundOpacity: 0.7 };

interface Props {
  opened: boolean;
  onDone: (proved: boolean) => void;
}

/** Asks for the password again before something that matters. */
export function ProofDialog({ opened, onDone }: Props) {
  const { t } = useTranslation('sessions');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={() => onDone(false)}
      title={t('proof.title')}
      zIndex={ABOVE}
      overlayProps={OVER}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <ProofForm onDone={onDone} />
    </Modal>
  );
}

function ProofForm({ onDone }: Pick<Props, 'onDone'>) {
  const { t } = useTranslation('sessions');
  const { t: tUi } = useTranslation('ui');
  const { email } = useMe();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: proveMyself.body,
    initialValues: { password: '' },
    send: (body) => call('proveMyself', { body }),
    onDone: () => onDone(true),
    fieldOf: { 'password.wrong': 'password' },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text c="dimmed">{t('proof.text')}</Text>
        <FormAlert error={refusal} />
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField label={t('proof.password')} required data-autofocus {...form.getInputProps('password')} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onDone(false)}>
            {tUi('cancel')}
          </Button>
          <Button type="submit" loading={isSending}>
            {t('proof.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
