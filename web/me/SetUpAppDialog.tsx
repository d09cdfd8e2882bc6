import { Button, Modal, Stack } from '@mantine/core';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { setUpMyApp } from '../../contract/second-factors.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { AppSetup, type Setup } from '../second-factors/AppSetup.tsx';
import { CodeField } from '../second-factors/CodeField.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import { useProved, useRefreshFactor } from './use-my-second-factor.ts';

interface Props {
  /** Null: nothing is being set up. */
  setup: Setup | null;
  onClose: () => void;
  onDone: (recoveryCodes: readonly string[]) => void;
}

/** An authenticator app, set up by its first code. */
export function SetUpAppDialog({ setup, onClose, onDone }: Props) {
  const { t } = useTranslation('second-factors');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={setup !== null}
      onClose={onClose}
      title={t('setUp.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      {setup && <SetUpForm setup={setup} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

function SetUpForm({ setup, onClose, onDone }: Props & { setup: Setup }) {
  const { t } = useTranslation('second-factors');
  const node = useRef<HTMLFormElement>(null);
  const sendNow = useCallback(() => node.current?.requestSubmit(), []);
  const proved = useProved();
  const refresh = useRefreshFactor();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: setUpMyApp.body,
    initialValues: { code: '' },
    toBody: ({ code }) => ({ code, setup: setup.setup }),
    send: (body) => proved(() => call('setUpMyApp', { body })),
    onDone: (answer) => {
      if (!answer) return;
      onClose();
      toast(t('setUp.done'));
      onDone(answer.recoveryCodes);
      void refresh();
    },
  });
  return (
    <form ref={node} onSubmit={submit} noValidate>
      <Stack gap="md">
        <AppSetup setup={setup} />
        <FormAlert error={refusal} />
        <CodeField label={t('setUp.label')} data-autofocus onComplete={sendNow} {...form.getInputProps('code')} />
        <Button type="submit" fullWidth loading={isSending}>
          {t('setUp.confirm')}
        </Button>
      </Stack>
    </form>
  );
}
