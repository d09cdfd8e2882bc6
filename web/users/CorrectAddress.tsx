import { Button, Group, TextInput } from '@mantine/core';

import { useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sendActivation, type User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './UserPanel.module.css';
import { putUser } from './users-queries.ts';

const FIELDS = { 'user.email_taken': 'email', 'user.email_reserved': 'email' } as const;

/** One field for the right address of a pending user. */
export function CorrectAddress({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const run = useStepUp();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: sendActivation.body,
    initialValues: { email: user.email },
    send: (body) => run(() => call('sendActivation', { params: { id: user.id }, body })),
    fieldOf: FIELDS,
    onDone: (changed) => {
      putUser(client, changed);
      toast(t('mail.sentAgain', { email: changed.email }));
      onClose();
    },
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  }

  return (
    <form className={classes.correct} noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <TextInput
        label={t('mail.newAddress')}
        description={t('mail.newAddressHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="email"
        required
        data-autofocus
        autoFocus
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <FormAlert error={refusal} />
      <Group gap="xs">
        <Button type="submit" loading={isSending}>
          {t('mail.sendToNew')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('mail.cancel')}
        </Button>
      </Group>
    </form>
  );
}
