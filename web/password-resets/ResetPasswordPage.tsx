import { Button, Skeleton, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import { type inspectPasswordReset, resetPassword } from '../../contract/password-resets.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { useLinkToken } from '../api/use-link-token.ts';
import { LinkRefused } from '../frame/LinkRefused.tsx';
import { SignInDetails } from '../frame/SignInDetails.tsx';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { SkeletonLines, Waiting } from '../ui/Skeletons.tsx';

type Link = Result<typeof inspectPasswordReset>;
type Done = Result<typeof resetPassword>;

/** The page behind the link of the forgotten-password mail. */
export function ResetPasswordPage() {
  const { t } = useTranslation('passwords');
  const token = useLinkToken();
  const [done, setDone] = useState<Done | null>(null);
  const link = useQuery({
    queryKey: ['password-reset', token],
    queryFn: ({ signal }) => call('inspectPasswordReset', { body: { token }, signal }),
    enabled: token !== '' && done === null,
    refetchOnWindowFocus: false,
  });
  const askAgain = (
    <LinkButton to="/forgot-password" fullWidth mt="lg">
      {t('reset.askAgain')}
    </LinkButton>
  );

  if (done) {
    return (
      <>
        <VisitorTitle title={t('reset.doneTitle')} lead={t('reset.doneText')} />
        <SignInDetails {...done} />
      </>
    );
  }
  if (token === '') return <LinkRefused text={t('reset.noToken')} action={askAgain} />;
  if (link.isPending) return <ResetPending />;
  if (link.isError) {
    return <LinkRefused error={link.error} hint={t('reset.linkHint')} action={askAgain} onRetry={() => void link.refetch()} />;
  }
  if (link.data.recoveryCode === 'missing') {
    return <HelpNeeded helper={link.data.helper} onRetry={() => void link.refetch()} isAsking={link.isFetching} />;
  }
  return <ResetForm token={token} link={link.data} onDone={setDone} />;
}

function ResetPending() {
  return (
    <>
      <Skeleton height={24} width="70%" mb="lg" aria-hidden />
      <Waiting />
      <SkeletonLines lines={3} />
    </>
  );
}

/** The second factor is mailed too, and there is no recovery code: this link alone is not enough. */
function HelpNeeded({ helper, onRetry, isAsking }: { helper: Link['helper']; onRetry: () => void; isAsking: boolean }) {
  const { t } = useTranslation('passwords');
  return (
    <>
      <VisitorTitle title={t(`reset.missingTitle.${helper}`)} lead={t(`reset.missingText.${helper}`)} />
      <Button fullWidth onClick={onRetry} loading={isAsking}>
        {t('reset.missingRetry')}
      </Button>
    </>
  );
}

interface FormProps {
  token: string;
  link: Link;
  onDone: (done: Done) => void;
}

function ResetForm({ token, link, onDone }: FormProps) {
  const { t } = useTranslation('passwords');
  const isCodeNeeded = link.recoveryCode === 'needed';
  const { form, submit, refusal, isSending } = useContractForm({
    schema: resetPassword.body,
    initialValues: { recoveryCode: '', password: '' },
    toBody: ({ password, recoveryCode }) => ({ token, password, recoveryCode: isCodeNeeded ? recoveryCode : undefined }),
    send: (body) => call('resetPassword', { body }),
    onDone,
  });
  return (
    <form onSubmit={submit} noValidate>
      <VisitorTitle title={t('reset.title')} lead={t('reset.lead', { email: link.email, account: link.accountName })} />
      <Stack gap="md">
        <FormAlert error={refusal} />
        <input type="email" name="username" autoComplete="username" value={link.email} readOnly hidden />
        <PasswordField
          label={t('reset.password')}
          required
          autoFocus
          withRules
          holder={[link.accountName, link.email]}
          {...form.getInputProps('password')}
        />
        {isCodeNeeded && (
          <TextInput
            label={t('reset.recoveryCode')}
            description={t('reset.recoveryCodeHelp')}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('recoveryCode')}
          />
        )}
        <Button type="submit" fullWidth loading={isSending}>
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  );
}
