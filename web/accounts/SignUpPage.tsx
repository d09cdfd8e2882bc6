import { Button, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { InterfaceLanguage } from '../../contract/languages.ts';
import { signUp } from '../../contract/sign-up.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useInstance } from '../api/use-instance.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { i18n } from '../locales/i18n.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import classes from './SignUpPage.module.css';

const EMPTY = { companyName: '', firstName: '', lastName: '', email: '', password: '' };

/** Makes an account and its main user. */
export function SignUpPage() {
  const { t } = useTranslation('accounts');
  const { isClosed } = useInstance();
  return (
    <>
      {isClosed ? (
        <VisitorTitle title={t('signUp.closed')} lead={t('signUp.closedText')} />
      ) : (
        <>
          <VisitorTitle title={t('signUp.title')} lead={t('signUp.lead')} />
          <SignUpForm />
        </>
      )}
      <p className={classes.foot}>
        {t('signUp.haveAccount')}{' '}
        <LinkAnchor to="/sign-in" underline="always">
          {t('signUp.signIn')}
        </LinkAnchor>
      </p>
    </>
  );
}

function SignUpForm() {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const { form, submit, refusal, isSending } = useContractForm({
    schema: signUp.body,
    initialValues: EMPTY,
    toBody: (values) => ({ ...values, ...localeOfPage() }),
    send: (body) => call('signUp', { body }),
    onDone: (_, { email }) => navigate({ to: '/sign-up/sent', search: { email: email.trim() } }),
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormAlert error={refusal} />
        <TextInput
          label={t('signUp.companyName')}
          required
          autoFocus
          autoComplete="organization"
          {...form.getInputProps('companyName')}
        />
        <div className={classes.names}>
          <TextInput label={t('signUp.firstName')} required autoComplete="given-name" {...form.getInputProps('firstName')} />
          <TextInput label={t('signUp.lastName')} required autoComplete="family-name" {...form.getInputProps('lastName')} />
        </div>
        <TextInput
          label={t('signUp.email')}
          description={t('signUp.emailHelp')}
          type="email"
          required
          autoComplete="email"
          {...form.getInputProps('email')}
        />
        <PasswordField
          label={t('signUp.password')}
          required
          withRules
          holder={[form.values.companyName, form.values.firstName, form.values.lastName, form.values.email]}
          {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth loading={isSending}>
          {t('signUp.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** What the new account speaks, and what its clocks show, until somebody says otherwise. */
function localeOfPage() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { interfaceLanguage: i18n.language as InterfaceLanguage, timezone: timeZone };
}
