import { Anchor, Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { signInWithCode } from '../../contract/sign-in-attempts.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { AppSetup, type Setup } from '../second-factors/AppSetup.tsx';
import { CodeField } from '../second-factors/CodeField.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import classes from './SignInPage.module.css';
import { afterProof, sendProof } from './send-proof.ts';
import { type Go, hasEnded } from './sign-in-step.ts';

interface Props {
  attempt: string;
  go: Go;
}

/** The policy demands an app, and there is none: it is set up here. */
export function SetUpStep({ attempt, go }: Props) {
  const { t } = useTranslation('second-factors');
  const { data, error, refetch } = useQuery({
    queryKey: ['app-setup', attempt],
    queryFn: ({ signal }) => call('prepareAppAtSignIn', { body: { attempt }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { startAgain } = go;
  useEffect(() => {
    if (hasEnded(error)) startAgain(error);
  }, [error, startAgain]);

  return (
    <>
      <VisitorTitle title={t('setUp.title')} lead={t('setUp.lead')} />
      {data ? (
        <SetUpForm attempt={attempt} setup={data} go={go} />
      ) : error ? (
        <ErrorState error={error} title={t('setUp.failed')} onRetry={() => void refetch()} />
      ) : (
        <Skeleton width={184} height={184} aria-hidden />
      )}
      <div className={classes.links}>
        <Anchor component="button" type="button" onClick={() => go.startAgain()}>
          {t('code.startAgain')}
        </Anchor>
      </div>
    </>
  );
}

function SetUpForm({ attempt, setup, go }: Props & { setup: Setup }) {
  const { t } = useTranslation('second-factors');
  const node = useRef<HTMLFormElement>(null);
  const sendNow = useCallback(() => node.current?.requestSubmit(), []);
  const { form, submit, refusal, isSending } = useContractForm({
    schema: signInWithCode.body,
    initialValues: { code: '' },
    toBody: ({ code }) => ({ attempt, code, setup: setup.setup }),
    send: (body) => sendProof(call('signInWithCode', { body })),
    onDone: (outcome) => afterProof(outcome, attempt, go),
    fieldOf: { 'code.wrong': 'code', 'code.used': 'code' },
  });
  return (
    <form ref={node} onSubmit={submit} noValidate>
      <Stack gap="md">
        <AppSetup setup={setup} />
        <FormAlert error={refusal} />
        <CodeField label={t('setUp.label')} autoFocus onComplete={sendNow} {...form.getInputProps('code')} />
        <Button type="submit" fullWidth loading={isSending}>
          {t('setUp.submit')}
        </Button>
      </Stack>
    </form>
  );
}
