import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, call } from '../api/client.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import classes from './SignInPage.module.css';
import { hasEnded } from './sign-in-step.ts';

const WAIT_MS = 60_000;

interface Props {
  attempt: string;
  onEnded: (error: ApiError) => void;
}

/** Another mail with another code, a minute after the last. */
export function ResendCode({ attempt, onEnded }: Props) {
  const { t } = useTranslation('second-factors');
  const { seconds, wait } = useCountdown();
  const resend = useMutation<undefined, Error>({
    mutationFn: () => call('sendSignInCode', { body: { attempt } }),
    onSuccess: () => wait(WAIT_MS),
    onError: (error) => {
      if (hasEnded(error)) onEnded(error);
      else if (error instanceof ApiError && error.code === 'code.too_early') wait(Number(error.problem?.params?.seconds) * 1000);
    },
  });
  const isEarly = resend.error instanceof ApiError && resend.error.code === 'code.too_early';
  return (
    <div className={classes.resend}>
      {resend.error && !isEarly && <FormAlert error={resend.error instanceof ApiError ? resend.error : new ApiError(null)} />}
      <span role="status">{resend.isSuccess && t('code.resent')}</span>
      {seconds > 0 ? (
        <span>{t('code.resendIn', { count: seconds })}</span>
      ) : (
        <Anchor component="button" type="button" onClick={() => resend.isPending || resend.mutate()}>
          {t('code.resend')}
        </Anchor>
      )}
    </div>
  );
}

/** Seconds until another code may be asked for, counted by the clock, so that a sleeping tab is right when it wakes. */
function useCountdown() {
  const [until, setUntil] = useState(() => Date.now() + WAIT_MS);
  const [now, setNow] = useState(() => Date.now());
  const isRunning = until > now;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isRunning]);
  const wait = (milliseconds: number) => {
    setNow(Date.now());
    setUntil(Date.now() + milliseconds);
  };
  return { seconds: Math.max(0, Math.ceil((until - now) / 1000)), wait };
}
