import { Anchor, Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeMyPassword } from '../../contract/me.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { meQuery, useMe } from '../api/use-me.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { useSignOut } from '../sessions/use-sign-out.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './ChangePasswordPage.module.css';

/** One's own password: by choice, or because an administrator typed the present one. */
export function ChangePasswordPage() {
  const { t } = useTranslation('passwords');
  const { passwordChangeRequired: isForced, email } = useMe();
  const { next = '/' } = useSearch({ from: '/own/change-password' });
  const router = useRouter();
  const signOut = useSignOut();
  const leave = isForced ? signOut : () => router.history.push(next);

  return (
    <>
      <VisitorTitle
        title={t(isForced ? 'change.forcedTitle' : 'change.title')}
        lead={t(isForced ? 'change.forced' : 'change.lead')}
      />
      <ChangePasswordForm isForced={isForced} email={email} onDone={() => router.history.replace(next)} />
      <div className={classes.foot}>
        <span className={classes.who}>{t('change.forPerson', { email })}</span>
        <Anchor component="button" type="button" onClick={leave}>
          {t(isForced ? 'change.signOut' : 'change.cancel')}
        </Anchor>
      </div>
    </>
  );
}

function ChangePasswordForm({ isForced, email, onDone }: { isForced: boolean; email: string; onDone: () => void }) {
  const { t } = useTranslation('passwords');
  const client = useQueryClient();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: changeMyPassword.body,
    initialValues: { currentPassword: '', newPassword: '' },
    send: (body) => call('changeMyPassword', { body }),
    onDone: async () => {
      await client.fetchQuery({ ...meQuery, staleTime: 0 });
      toast(t('change.done'));
      onDone();
    },
    fieldOf: { 'password.wrong': 'currentPassword' },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormAlert error={refusal} />
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label={t(isForced ? 'change.currentForced' : 'change.current')}
          required
          autoFocus
          {...form.getInputProps('currentPassword')}
        />
        <PasswordField label={t('change.new')} required withRules {...form.getInputProps('newPassword')} />
        <Button type="submit" fullWidth loading={isSending}>
          {t('change.submit')}
        </Button>
      </Stack>
    </form>
  );
}
