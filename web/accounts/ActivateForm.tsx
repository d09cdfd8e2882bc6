import { Button, Stack } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Result } from '../../contract/endpoint.ts';
import { newPassword, typedPassword } from '../../contract/passwords.ts';
import { activate, type inspectActivation } from '../../contract/sign-up.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { Facts } from '../frame/Facts.tsx';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';

type Link = Result<typeof inspectActivation>;

interface Props {
  token: string;
  link: Link;
  onDone: (answer: Result<typeof activate>) => void;
}

const PASSWORDS = {
  type: activate.body.extend({ password: typedPassword }),
  choose: activate.body.extend({ password: newPassword }),
  none: activate.body,
} satisfies Record<Link['password'], z.ZodType>;

/** Whom the link is for, the password that it asks for, and the button that confirms. */
export function ActivateForm({ token, link, onDone }: Props) {
  const { t } = useTranslation('accounts');
  const { form, submit, refusal, isSending } = useContractForm({
    schema: PASSWORDS[link.password],
    initialValues: { password: '' },
    toBody: ({ password }) => ({ token, password: link.password === 'none' ? undefined : password }),
    send: (body) => call('activate', { body }),
    onDone,
    fieldOf: { 'password.wrong': 'password' },
  });
  const lead = link.kind === 'sign_up' ? 'activate.signedUp' : 'activate.invited';

  return (
    <form onSubmit={submit} noValidate>
      <VisitorTitle
        title={t('activate.greeting', { firstName: link.firstName })}
        lead={<Trans t={t} i18nKey={lead} values={{ account: link.accountName }} components={{ b: <b dir="auto" /> }} />}
      />
      <Stack gap="md">
        <Facts
          facts={[
            [t('activate.email'), link.email],
            [t('activate.username'), link.username],
            [t('activate.code'), link.accountCode],
          ]}
        />
        <FormAlert error={refusal} />
        {link.password === 'type' && (
          <PasswordField
            label={t('activate.typePassword')}
            description={t('activate.typePasswordHelp')}
            required
            autoFocus
            {...form.getInputProps('password')}
          />
        )}
        {link.password === 'choose' && (
          <PasswordField
            label={t('activate.choosePassword')}
            required
            autoFocus
            withRules
            holder={[link.accountName, link.firstName, link.email, link.username]}
            {...form.getInputProps('password')}
          />
        )}
        <Button type="submit" fullWidth loading={isSending}>
          {t('activate.submit')}
        </Button>
      </Stack>
    </form>
  );
}
