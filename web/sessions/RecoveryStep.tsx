import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signInWithRecoveryCode } from '../../contract/sign-in-attempts.ts';
import { call } from '../api/client.ts';
import { useContractForm } from '../api/use-contract-form.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import classes from './SignInPage.module.css';
import { afterProof, sendProof } from './send-proof.ts';
import type { AskedForCode, Go } from './sign-in-step.ts';

interface Props {
  asked: AskedForCode;
  go: Go;
}

/** One of the ten recovery codes, in the place of the second factor. */
export function RecoveryStep({ asked, go }: Props) {
  const { t } = useTranslation('second-factors');
  const { form, submit, refusal, isSending } = useRecoveryCode(asked.attempt, go);
  return (
    <>
      <VisitorTitle title={t('recovery.title')} lead={t('recovery.lead')} />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={refusal} />
          <TextInput
            label={t('recovery.label')}
            required
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('recoveryCode')}
          />
          <Button type="submit" fullWidth loading={isSending}>
            {t('recovery.submit')}
          </Button>
        </Stack>
      </form>
      <div className={classes.links}>
        <Anchor component="button" type="button" onClick={() => go.to({ kind: 'code', asked })}>
          {t('recovery.back')}
        </Anchor>
        <Anchor component="button" type="button" onClick={() => go.startAgain()}>
          {t('code.startAgain')}
        </Anchor>
      </div>
    </>
  );
}

function useRecoveryCode(attempt: string, go: Go) {
  return useContractForm({
    schema: signInWithRecoveryCode.body,
    initialValues: { recoveryCode: '' },
    toBody: ({ recoveryCode }) => ({ attempt, recoveryCode }),
    send: (body) => sendProof(call('signInWithRecoveryCode', { body })),
    onDone: (outcome) => afterProof(outcome, attempt, go),
    fieldOf: { 'code.wrong': 'recoveryCode' },
  });
}
