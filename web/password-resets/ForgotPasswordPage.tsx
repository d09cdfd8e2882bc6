import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { requestPasswordReset } from '../../contract/password-resets.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { MailSent } from '../frame/MailSent.tsx';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { LinkAnchor } from '../ui/LinkButton.tsx';
import classes from './password-resets.module.css';

/** Asks for a mail with a link; says the same whether or not the address is known. */
export function ForgotPasswordPage() {
  const { t } = useTranslation('passwords');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const back = <LinkAnchor to="/sign-in">{t('forgot.back')}</LinkAnchor>;
  if (sentTo === null) {
    return (
      <>
        <VisitorTitle title={t('forgot.title')} lead={t('forgot.lead')} />
        <ForgotPasswordForm onSent={setSentTo} />
        <p className={classes.foot}>{back}</p>
      </>
    );
  }
  return (
    <MailSent title={t('forgot.sentTitle')} back={back}>
      <p>
        <Trans t={t} i18nKey="forgot.sentText" values={{ email: sentTo }} components={{ b: <b dir="auto" /> }} />
      </p>
      <p>
        <Anchor component="button" type="button" onClick={() => setSentTo(null)}>
          {t('forgot.again')}
        </Anchor>
      </p>
    </MailSent>
  );
}

function ForgotPasswordForm({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useTranslation('passwords');
  const { form, submit, refusal, isSending } = useContractForm({
    schema: requestPasswordReset.body,
    initialValues: { email: '' },
    send: (body) => call('requestPasswordReset', { body }),
    onDone: (_, { email }) => onSent(email.trim()),
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <FormAlert error={refusal} />
        <TextInput
          label={t('forgot.email')}
          type="email"
          required
          autoFocus
          autoComplete="email"
          {...form.getInputProps('email')}
        />
        <Button type="submit" fullWidth loading={isSending}>
          {t('forgot.submit')}
        </Button>
      </Stack>
    </form>
  );
}
