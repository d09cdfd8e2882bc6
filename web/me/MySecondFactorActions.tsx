import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import type { Setup } from '../second-factors/AppSetup.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import classes from './MySecondFactor.module.css';
import type { MyFactor } from './MySecondFactor.tsx';
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx';
import { SetUpAppDialog } from './SetUpAppDialog.tsx';
import { useProved, useRefreshFactor } from './use-my-second-factor.ts';

type Question = 'remove' | 'remake';

/** Set an app up, or another; make recovery codes; remove the app. Each asks for the password again where that is long ago. */
export function MySecondFactorActions({ factor }: { factor: MyFactor }) {
  const { t } = useTranslation('second-factors');
  const [question, setQuestion] = useState<Question | null>(null);
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { prepare, makeCodes, remove } = useChanges({ onSetup: setSetup, onCodes: setCodes });
  const hasApp = factor.authenticatorSince !== null;
  const askToMake = () => (factor.recoveryCodesLeft > 0 ? setQuestion('remake') : makeCodes.mutate());

  function confirm() {
    setQuestion(null);
    if (question === 'remove') remove.mutate();
    else makeCodes.mutate();
  }

  return (
    <div className={classes.actions}>
      <Button variant={hasApp ? 'default' : 'filled'} onClick={() => prepare.mutate()} loading={prepare.isPending}>
        {t(hasApp ? 'mine.move' : 'mine.setUp')}
      </Button>
      {factor.inForce !== 'off' && (
        <Button variant="default" onClick={askToMake} loading={makeCodes.isPending}>
          {t(factor.recoveryCodesLeft > 0 ? 'mine.remakeCodes' : 'mine.makeCodes')}
        </Button>
      )}
      {hasApp && (
        <DisabledReason decision={factor.can.removeApp}>
          <Button variant="outline" color="red" onClick={() => setQuestion('remove')} loading={remove.isPending}>
            {t('mine.remove')}
          </Button>
        </DisabledReason>
      )}
      <ConfirmDialog
        opened={question !== null}
        onClose={() => setQuestion(null)}
        title={t(question === 'remove' ? 'mine.removeTitle' : 'mine.remakeTitle')}
        verb={t(question === 'remove' ? 'mine.remove' : 'mine.remakeCodes')}
        onConfirm={confirm}
      >
        {t(question === 'remove' ? 'mine.removeText' : 'mine.remakeText')}
      </ConfirmDialog>
      <SetUpAppDialog setup={setup} onClose={() => setSetup(null)} onDone={setCodes} />
      <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />
    </div>
  );
}

interface Answers {
  onSetup: (setup: Setup | null) => void;
  onCodes: (codes: readonly string[] | null) => void;
}

function useChanges({ onSetup, onCodes }: Answers) {
  const { t } = useTranslation('second-factors');
  const proved = useProved();
  const refresh = useRefreshFactor();
  const onError = (error: Error) => toastError(t('mine.notDone'), error);
  const prepare = useMutation({ mutationFn: () => proved(() => call('prepareMyApp')), onSuccess: onSetup, onError });
  const makeCodes = useMutation({
    mutationFn: () => proved(() => call('makeMyRecoveryCodes')),
    onSuccess: (made) => onCodes(made?.recoveryCodes ?? null),
    onSettled: refresh,
    onError,
  });
  const remove = useMutation({
    mutationFn: () =>
      proved(async () => {
        await call('removeMyApp');
        return true;
      }),
    onSuccess: (isDone) => isDone && toast(t('mine.removed')),
    onSettled: refresh,
    onError,
  });
  return { prepare, makeCodes, remove };
}
