import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import classes from './CreateUser.module.css';
import type { NewUserForm } from './use-create-user.ts';

/** Who chooses the password; and the field for it, where it is the administrator. */
export function PasswordChoice({ form }: { form: NewUserForm }) {
  const { t } = useTranslation('users');
  const { account } = useMe();
  return (
    <div>
      <Radio.Group label={t('form.password')} {...form.getInputProps('passwordBy')}>
        <Stack gap={8} mt={6}>
          <Radio value="user" label={t('form.passwordChosen')} />
          <Radio value="administrator" label={t('form.passwordTyped')} />
        </Stack>
      </Radio.Group>
      {form.values.passwordBy === 'administrator' && (
        <div className={classes.password}>
          <PasswordField
            withRules
            required
            holder={[account.name, form.values.firstName, form.values.lastName, form.values.email, form.values.username]}
            label={t('form.passwordField')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            {...form.getInputProps('password')}
          />
        </div>
      )}
    </div>
  );
}
