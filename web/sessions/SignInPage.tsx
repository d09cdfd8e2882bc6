import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ApiError } from '../api/client.ts';
import { AccountStep } from '../sign-in-providers/AccountStep.tsx';
import { ProviderStep } from '../sign-in-providers/ProviderStep.tsx';
import { arrivalFor } from '../sign-in-providers/provider-visit.ts';
import { CodeStep } from './CodeStep.tsx';
import { LimitStep } from './LimitStep.tsx';
import { PasswordStep } from './PasswordStep.tsx';
import { RecoveryCodesStep } from './RecoveryCodesStep.tsx';
import { RecoveryStep } from './RecoveryStep.tsx';
import { SetUpStep } from './SetUpStep.tsx';
import type { Go, SignInStep } from './sign-in-step.ts';
import { useEnter } from './use-enter.ts';

/** Password, second factor, and what else stands between somebody and their session; one step at a time, kept in memory. */
export function SignInPage() {
  const { login = '', code = '' } = useSearch({ from: '/visitor/sign-in' });
  const [who, setWho] = useState({ login, accountCode: code });
  const [step, setStep] = useState<SignInStep>(firstStep);
  const enter = useEnter();

  const go: Go = {
    to: setStep,
    startAgain: (ended: ApiError | null = null) => setStep({ kind: 'password', ended }),
    enter: (done) =>
      done.recoveryCodes ? setStep({ kind: 'recovery_codes', done, codes: done.recoveryCodes }) : void enter(done),
  };

  switch (step.kind) {
    case 'password':
      return <PasswordStep who={who} onWho={setWho} ended={step.ended ?? null} connect={step.connect} go={go} />;
    case 'provider':
      return <ProviderStep arrival={step.arrival} go={go} />;
    case 'account':
      return <AccountStep accounts={step.accounts} typed={step.typed} go={go} />;
    case 'code':
      return <CodeStep key={step.asked.attempt} asked={step.asked} go={go} />;
    case 'recovery_code':
      return <RecoveryStep asked={step.asked} go={go} />;
    case 'set_up':
      return <SetUpStep attempt={step.attempt} go={go} />;
    case 'limit':
      return <LimitStep open={step.open} endOldest={step.endOldest} go={go} />;
    case 'recovery_codes':
      return <RecoveryCodesStep codes={step.codes} onDone={() => void enter(step.done)} />;
  }
}

/** The password, unless a provider has just led back here. */
function firstStep(): SignInStep {
  const arrival = arrivalFor('sign_in');
  return arrival ? { kind: 'provider', arrival } : { kind: 'password' };
}
