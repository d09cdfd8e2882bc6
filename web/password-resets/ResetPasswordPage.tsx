import { Button, Skeleton, Stack } from '@mantine/core';
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

interface FormProps {
  token: string;
  link: Result<typeof inspectPasswordReset>;
  onDone: (done: Done) => void;
}

function ResetForm({ token, link, onDone }: FormProps) {
  const { t } = useTranslation('passwords');
  const { form, submit, refusal, isSending } = useContractForm({
    schema: resetPassword.body,
    initialValues: { password: '' },
    toBody: ({ password }) => ({ token, password }),
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
        <Button type="submit" fullWidth loading={isSending}>
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  );
}
