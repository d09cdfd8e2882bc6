import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type beginHandOver, handOver } from '../../contract/account.ts';
import type { Result } from '../../contract/endpoint.ts';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useMe } from '../api/use-me.ts';
import { CodeField } from '../second-factors/CodeField.tsx';
import { hasEnded } from '../sessions/sign-in-step.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { formatList } from '../ui/format.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import type { Former } from './HandOver.tsx';
import { fullName } from './names.ts';
import { restorableUntil } from './restorable-until.ts';
import { useAfterHandOver } from './use-after-hand-over.ts';

type Asked = Exclude<Result<typeof beginHandOver>, { next: 'done' }>;

interface Props {
  user: User;
  former: Former;
  opened: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** The last question before the account has another main user, with the password. */
export function HandOverDialog({ opened, onClose, ...form }: Props) {
  const { t } = useTranslation('users');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('handOver.question', { name: fullName(form.user) })}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <PasswordForm {...form} onClose={onClose} />
    </Modal>
  );
}

function PasswordForm({ user, former, onClose, onDone }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('users');
  const { t: tUi } = useTranslation('ui');
  const { email } = useMe();
  const afterwards = useAfterHandOver();
  const isLeaving = 'delete' in former;
  const name = fullName(user);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { form, submit, refusal, isSending } = useContractForm({
    schema: handOver.body,
    initialValues: { password: '', code: '' },
    toBody: ({ password, code }) => ({
      userId: user.id,
      formerMainUser: former,
      password,
      proof: asked ? { attempt: asked.attempt, code } : undefined,
    }),
    send: async (body) => {
      const begun = asked ? null : await call('beginHandOver', { body: { password: body.password } });
      if (begun && begun.next !== 'done') return begun;
      try {
        await call('handOver', { body });
        return null;
      } catch (error) {
        if (hasEnded(error)) setAsked(null);
        throw error;
      }
    },
    onDone: async (begun) => {
      if (begun) return setAsked(begun);
      await afterwards({ name, isLeaving });
      if (!isLeaving) onDone();
    },
    fieldOf: { 'password.wrong': 'password', 'code.wrong': 'proof.code', 'code.used': 'proof.code' },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text component="div">
          {t('handOver.they', { name })}{' '}
          {isLeaving ? t('handOver.youLeave', { name, date: restorableUntil() }) : <Kept former={former} />} {t('handOver.mails')}
        </Text>
        <FormAlert error={refusal} />
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField label={t('handOver.password')} required data-autofocus {...form.getInputProps('password')} />
        {asked && (
          <CodeField
            label={t(asked.next === 'email_code' ? 'handOver.mailedCode' : 'handOver.code')}
            description={asked.next === 'email_code' ? t('handOver.mailedCodeHelp', { email: asked.email }) : undefined}
            autoFocus
            {...form.getInputProps('code')}
            error={form.errors['proof.code']}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {tUi('cancel')}
          </Button>
          <Button type="submit" color={isLeaving ? 'red' : undefined} loading={isSending}>
            {t(isLeaving ? 'handOver.confirmAndLeave' : 'handOver.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Kept({ former }: { former: Exclude<Former, { delete: true }> }) {
  const { t } = useTranslation(['users', 'permissions']);
  const roles = formatList(former.portalRoles.map((role) => t(`permissions:roles.${role}`)));
  return roles ? t('handOver.youKeep', { roles }) : t('handOver.youKeepNothing');
}
