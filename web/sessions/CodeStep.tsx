import { Anchor, Button, Checkbox, Stack } from '@mantine/core';
import { useCallback, useRef } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { signInWithCode } from '../../contract/sign-in-attempts.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { CodeField } from '../second-factors/CodeField.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { ResendCode } from './ResendCode.tsx';
import { MailboxNote } from './SignInLinks.tsx';
import classes from './SignInPage.module.css';
import { afterProof, sendProof } from './send-proof.ts';
import type { AskedForCode, Go } from './sign-in-step.ts';

interface Props {
  asked: AskedForCode;
  go: Go;
}

/** The code of the mail or of the app. */
export function CodeStep({ asked, go }: Props) {
  const { t } = useTranslation('second-factors');
  const { form, submit, refusal, isSending } = useCode(asked.attempt, go);
  const node = useRef<HTMLFormElement>(null);
  const send = useCallback(() => node.current?.requestSubmit(), []);
  const isMailed = asked.next === 'email_code';
  const lead = isMailed ? (
    <Trans t={t} i18nKey="code.emailLead" values={{ email: asked.email }} components={{ b: <b dir="auto" /> }} />
  ) : (
    t('code.appLead')
  );

  return (
    <>
      <VisitorTitle title={t(isMailed ? 'code.emailTitle' : 'code.appTitle')} lead={lead} />
      <form ref={node} onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={refusal} />
          <CodeField label={t('code.label')} autoFocus onComplete={send} {...form.getInputProps('code')} />
          {isMailed && <ResendCode attempt={asked.attempt} onEnded={go.startAgain} />}
          <Checkbox label={t('code.remember')} {...form.getInputProps('rememberDevice', { type: 'checkbox' })} />
          <Button type="submit" fullWidth loading={isSending}>
            {t('code.submit')}
          </Button>
        </Stack>
      </form>
      <div className={classes.links}>
        {asked.hasRecoveryCodes && (
          <Anchor component="button" type="button" onClick={() => go.to({ kind: 'recovery_code', asked })}>
            {t('code.useRecovery')}
          </Anchor>
        )}
        <Anchor component="button" type="button" onClick={() => go.startAgain()}>
          {t('code.startAgain')}
        </Anchor>
        {isMailed && <p className={classes.note}>{t('code.emailWeaker')}</p>}
        {isMailed && <MailboxNote isNewTab />}
      </div>
    </>
  );
}

function useCode(attempt: string, go: Go) {
  return useContractForm({
    schema: signInWithCode.body,
    initialValues: { code: '', rememberDevice: false },
    toBody: ({ code, rememberDevice }) => ({ attempt, code, rememberDevice }),
    send: (body) => sendProof(call('signInWithCode', { body })),
    onDone: (outcome, { rememberDevice }) => afterProof(outcome, attempt, go, rememberDevice),
    fieldOf: { 'code.wrong': 'code', 'code.used': 'code' },
  });
}
