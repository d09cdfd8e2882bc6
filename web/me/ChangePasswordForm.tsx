import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeMyPassword } from '../../contract/me.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { meQuery, useMe } from '../api/use-me.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { toast } from '../ui/toast.tsx';

interface Props {
  /** The only thing on the page: the first field takes the focus, the button the whole width. */
  isWholePage?: boolean;
  onDone: () => void;
}

/** The present password and a new one. */
export function ChangePasswordForm({ isWholePage = false, onDone }: Props) {
  const { t } = useTranslation('passwords');
  const { passwordChangeRequired: isForced, email, account, firstName, lastName, username } = useMe();
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
          autoFocus={isWholePage}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordField
          label={t('change.new')}
          required
          withRules
          holder={[account.name, firstName, lastName, email, username]}
          {...form.getInputProps('newPassword')}
        />
        <div>
          <Button type="submit" fullWidth={isWholePage} loading={isSending}>
            {t('change.submit')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
