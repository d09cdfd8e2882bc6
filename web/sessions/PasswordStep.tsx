import { Button, Stack, TextInput } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../contract/sessions.ts';
import { type ApiError, call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { ProviderButtons } from '../sign-in-providers/ProviderButtons.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { SignInLinks } from './SignInLinks.tsx';
import classes from './SignInPage.module.css';
import type { SignInSearch } from './sign-in-search.ts';
import { type Go, goToNext, orLimit } from './sign-in-step.ts';

interface Who {
  login: string;
  accountCode: string;
}

interface Props {
  who: Who;
  onWho: (who: Who) => void;
  /** Why the sign-in before this one ended. */
  ended: ApiError | null;
  /** The provider that can be connected after the password. */
  connect?: string | undefined;
  go: Go;
}

/** With an e-mail address or a username, the password, and the account code where it is needed. */
export function PasswordStep({ who, onWho, ended, connect, go }: Props) {
  const { t } = useTranslation('sign-in');
  const lead = useLead(connect);
  const { form, submit, refusal, isSending } = useSignIn(who, onWho, go);

  return (
    <>
      <VisitorTitle title={t('title')} lead={lead} />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={refusal ?? (isSending ? null : ended)} />
          <TextInput
            label={t('login')}
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={!who.login}
            {...form.getInputProps('login')}
          />
          <PasswordField label={t('password')} required autoFocus={Boolean(who.login)} {...form.getInputProps('password')} />
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
      {!connect && <ProviderButtons accountCode={form.values.accountCode} />}
      <SignInLinks />
    </>
  );
}

interface Values extends Who, Record<string, string> {
  password: string;
}

const bodyOf = ({ login, password, accountCode }: Values) => ({
  login: login.trim(),
  password,
  accountCode: accountCode.trim() || undefined,
});

function useSignIn(who: Who, onWho: Props['onWho'], go: Go) {
  return useContractForm({
    schema: signIn.body,
    initialValues: { ...who, password: '' } as Values,
    toBody: bodyOf,
    send: (body) => orLimit(call('signIn', { body })),
    onDone: (outcome, values) => {
      onWho({ login: values.login, accountCode: values.accountCode });
      if ('open' in outcome) go.to({ kind: 'limit', open: outcome.open, endOldest: () => endOldest(values) });
      else goToNext(outcome.done, go);
    },
  });
}

async function endOldest(values: Values) {
  const answer = await call('signIn', { body: { ...bodyOf(values), endOldest: true } });
  if (answer.next !== 'done') throw new Error('A second factor is asked for since a moment ago.');
  return answer;
}

/** Why one is signed out. Told to who cannot see that the page has changed by itself. */
/** Why one is here. */
function useLead(connect: string | undefined): ReactNode {
  const { t } = useTranslation(['sign-in', 'sign-in-providers']);
  const { next, left } = useSearch({ from: '/visitor/sign-in' });
  if (connect) return t('sign-in-providers:step.connectLead', { provider: connect });
  if (left) return <Left because={left} />;
  return next ? t('sign-in:welcomeBack') : null;
}

function Left({ because }: { because: NonNullable<SignInSearch['left']> }) {
  const { t } = useTranslation('sessions');
  return <span role="status">{because === 'handed-over' ? t('left.handedOver') : t(`left.${because}`)}</span>;
}
