import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../contract/sessions.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useInstance } from '../api/use-instance.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import classes from './SignInPage.module.css';
import type { SignInSearch } from './sign-in-search.ts';

/** With an e-mail address or a username, the password, and the account code where it is needed. */
export function SignInPage() {
  const { t } = useTranslation('sign-in');
  const { next, left, login = '', code = '' } = useSearch({ from: '/visitor/sign-in' });
  const { form, submit, refusal, isSending } = useSignIn(login, code);

  return (
    <>
      <VisitorTitle title={t('title')} lead={left ? <Left because={left} /> : next ? t('welcomeBack') : undefined} />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={refusal} />
          <TextInput
            label={t('login')}
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={!login}
            {...form.getInputProps('login')}
          />
          <PasswordField label={t('password')} required autoFocus={Boolean(login)} {...form.getInputProps('password')} />
          <TextInput
            label={t('accountCode')}
            description={t('accountCodeHelp')}
            autoComplete="organization"
            autoCapitalize="characters"
            spellCheck={false}
            classNames={{ input: classes.code }}
            {...form.getInputProps('accountCode')}
          />
          <Button type="submit" fullWidth loading={isSending}>
            {t('submit')}
          </Button>
        </Stack>
      </form>
      <SignInLinks />
    </>
  );
}

/** Why one is signed out. Told to who cannot see that the page has changed by itself. */
function Left({ because }: { because: NonNullable<SignInSearch['left']> }) {
  const { t } = useTranslation('sessions');
  return <span role="status">{because === 'handed-over' ? t('left.handedOver') : t(`left.${because}`)}</span>;
}

function useSignIn(login: string, code: string) {
  const client = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/visitor/sign-in' });
  return useContractForm({
    schema: signIn.body,
    initialValues: { login, password: '', accountCode: code },
    toBody: ({ login, password, accountCode }) => ({
      login: login.trim(),
      password,
      accountCode: accountCode.trim() || undefined,
    }),
    send: (body) => call('signIn', { body }),
    onDone: async ({ passwordChangeRequired }) => {
      client.clear();
      if (passwordChangeRequired) await navigate({ to: '/change-password', search: { next }, replace: true });
      else router.history.replace(next ?? '/');
    },
  });
}

function SignInLinks() {
  const { t } = useTranslation('sign-in');
  const { isOpen, mailbox } = useInstance();
  return (
    <div className={classes.links}>
      <LinkAnchor to="/forgot-password">{t('forgot')}</LinkAnchor>
      {isOpen && (
        <span>
          {t('noAccount')}{' '}
          <LinkAnchor to="/sign-up" underline="always">
            {t('signUp')}
          </LinkAnchor>
        </span>
      )}
      {mailbox && (
        <p className={classes.note}>
          {t('mailboxNote')}{' '}
          <Anchor href="/mailbox" underline="always" inherit>
            {t('mailbox')}
          </Anchor>
        </p>
      )}
    </div>
  );
}
